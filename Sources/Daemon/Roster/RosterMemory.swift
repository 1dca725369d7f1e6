import Exchange
import Schedule

/// What the daemon must know after it was ended at any moment: how far each schedule has been attended to, and which slots
/// are owed. Text, a line for each duty.
package struct RosterMemory: Hashable, Sendable {
    package struct Open: Hashable, Sendable {
        package let slot: String
        package let due: Moment
    }

    package struct Entry: Hashable, Sendable {
        package let seen: Moment
        package let schedule: String
        package let open: [Open]
    }

    package var entries: [String: Entry] = [:]

    package init() {}

    /// As `text` writes it. A line that is none is left out: its schedule then has missed nothing.
    package init(_ text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let seen = Int(parts[1]) else { continue }
            let open = parts[2].split(separator: " ").compactMap { word -> Open? in
                let pair = word.split(separator: "@").map(String.init)
                guard pair.count == 2, let due = Int(pair[1]) else { return nil }
                return Open(slot: pair[0], due: Moment(seconds: due))
            }
            entries[parts[0]] = Entry(seen: Moment(seconds: seen), schedule: parts[3], open: open)
        }
    }

    package var text: String {
        entries.keys.sorted().compactMap { name in
            entries[name].map { entry in
                let open = entry.open.map { "\($0.slot)@\($0.due.seconds)" }.joined(separator: " ")
                return "\(name)\t\(entry.seen.seconds)\t\(open)\t\(entry.schedule)\n"
            }
        }.joined()
    }
}

extension Roster {
    /// What is to be kept now.
    package var memory: RosterMemory {
        var memory = RosterMemory()
        for (name, post) in posts where !post.isLeaving {
            let open = (post.running.map { [$0] } ?? []) + post.waiting
            memory.entries[name] = RosterMemory.Entry(
                seen: Moment(seconds: post.watch.seen.seconds), schedule: post.duty.scheduleText,
                open: open.filter { !$0.isLook }.map { RosterMemory.Open(slot: $0.slot, due: $0.due) })
        }
        return memory
    }
}
