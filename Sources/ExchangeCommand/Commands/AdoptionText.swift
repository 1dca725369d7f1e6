import Engine
import Exchange
import Ledger
import Machine

/// What is known of a ledger that has fallen behind, and what follows from going on with it.
struct AdoptionText {
    let desk: Desk
    let refusal: Fault

    func lines() throws(Fault) -> [String] {
        let last = try desk.ledger.runs(of: nil, limit: 1).first
        var lines = [refusal.message, ""]
        lines.append(last.map { "Its newest run is \($0.id) of \($0.profile)." } ?? "There is no run in it.")
        let unknown = try runsOnDisk { run throws(Fault) in try desk.ledger.run(run) == nil }
        if !unknown.isEmpty {
            lines.append("Runs that left reports and are not in it: \(unknown.joined(separator: ", ")),")
            lines.append("  in \(desk.workspace.path)/runs.")
        }
        lines += ["", "Better than going on: a newer copy. Whether one is as far as this program had come:"]
        if let head = try desk.ledger.remembered() {
            lines.append("  exchange audit verify FILE --head \(head.number):\(head.hash.hex)")
        } else {
            lines.append("  exchange ledger verify FILE")
        }
        return lines + [
            "", "If you go on with this one:",
            "  - files that still stand at a source and were delivered since look new, and are sent again:",
            "    move them away first, or ask the receiver what it has;",
            "  - the loads that profiles compare with (baselines/) must be of the same day; a run without its one stops,",
            "    and says how to go on;",
            "  - deliveries it holds for unfinished are looked up at the receiver before anything is sent;",
            "  - runs get the numbers again that are missing in it, and their reports take the old ones' places:",
            "    keep a copy of the folder above;",
            "  - a file whose final name has such a number is held where the receiver has one of that name:",
            "    nothing is overwritten. 'exchange run' goes on once the old one was taken or moved away.",
            "", "To go on: exchange ledger adopt --reason \"…\"",
        ]
    }

    /// The folders of runs, by name.
    private func runsOnDisk(_ isUnknown: (String) throws(Fault) -> Bool) throws(Fault) -> [String] {
        guard try desk.workspace.folder.look("runs") != nil else { return [] }
        var names: [String] = []
        try desk.workspace.folder.folder("runs").list { entry throws(Fault) in
            if entry.kind == .folder, try isUnknown(entry.name) { names.append(entry.name) }
            return .more
        }
        return names.sorted()
    }
}
