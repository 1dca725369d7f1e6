import Exchange
import Ledger
import Machine
import Testing

/// Holds the ledger and the receiving place against the invariants of the delivery protocol, by their numbers there.
/// Knows nothing of how the engine works.
struct Auditor {
    private let ledger: SQLiteLedger
    private let about: Comment
    private let runs: [RunRow]

    init(_ ledger: SQLiteLedger, _ about: Comment = "") throws {
        self.ledger = ledger
        self.about = about
        runs = try ledger.runs(of: nil, limit: 1000)
    }

    /// A fresh look at a ledger that others have written.
    static func ledger(_ path: String, _ institution: String) throws -> SQLiteLedger {
        try SQLiteLedger(
            path: path, institution: institution, now: { Moment(seconds: 0) }, hash: SHA256.digest(of:))
    }

    /// `bytes` answers what the receiver has under a name, or had before somebody took it.
    func check(_ bytes: (String) -> [UInt8]?) throws {
        #expect(try ledger.firstBrokenAuditRow() == nil, "10, \(about)")
        var ids: Set<String> = []
        for run in runs {
            // Of a run whose rows of the chain were pruned, nothing more can be said.
            let rows = try ledger.audit(of: run.id)
            if rows.isEmpty { continue }
            epochsGrow(rows)
            let events = Dictionary(grouping: rows, by: \.subject).mapValues { $0.map(\.event) }
            if run.end != nil { #expect(run.tally.balances, "8, \(about)") }
            for delivery in try ledger.deliveries(of: run.id) {
                #expect(ids.insert(delivery.id).inserted, "1, \(about)")
                order(delivery, events["delivery \(delivery.ordinal)"] ?? [])
                try visible(delivery, bytes)
            }
            try released(run)
        }
    }

    /// The last delivered load of a profile is that of its last delivered whole run, and is what the receiver got:
    /// `load` answers that. Reads the sealed file with the institution's own key.
    func checkBaseline(of profile: String, state: String, _ load: (RunRow) throws -> [UInt8]?) throws {
        let delivered = try runs.filter { run in
            let deliveries = try ledger.deliveries(of: run.id)
            let isOut = deliveries.allSatisfy { $0.state == .delivered || $0.state == .confirmed }
            let isWhole = !run.origin.contains(", limit ") && !run.origin.contains(", only ")
            return run.profile == profile && isWhole && !deliveries.isEmpty && isOut
        }
        let parts = try ledger.entry(profile, "baseline")?.split(separator: " ").map(String.init)
        #expect(parts?.first == delivered.first?.id, "baseline, \(about)")
        guard let parts, let last = delivered.first else { return }
        let folder = try Folder.open(state)
        let file = try FileOnDisk(measuring: try folder.open("baselines/\(profile)/\(parts[0]).sealed"), name: "")
        #expect(try SealedFile.seal(of: file.file).hex == parts[1], "baseline, \(about)")
        #expect(try folder.look("baselines/\(profile)/\(parts[0]).sealed")?.mode == 0o600, "baseline, \(about)")
        let sealed = try SealedFile(file.file, name: "", digest: file.digest, key: try SealKey.own(in: folder))
        var bytes: [UInt8] = []
        try sealed.eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        #expect(try load(last) == bytes, "baseline, \(about)")
    }

    private func epochsGrow(_ rows: [AuditRow]) {
        let epochs = rows.map(\.epoch)
        #expect(epochs == epochs.sorted() && epochs.first == 1, "6, \(about)")
    }

    /// Every remote change has an earlier intent; one publication at most, and one behind each `delivered`.
    private func order(_ delivery: DeliveryRow, _ events: [String]) {
        let intents = events.indices.filter { events[$0].hasSuffix("-> publishing") }
        let ends = events.indices.filter { events[$0].hasSuffix("-> delivered") }
        #expect(ends.count <= 1, "1, \(about): \(events)")
        if delivery.state == .delivered || delivery.state == .confirmed {
            #expect(ends.count == 1 && !delivery.note.isEmpty, "3, \(about): \(events)")
            #expect(intents.last.map { $0 < ends[0] } ?? false, "7, \(about): \(events)")
        }
        for (index, event) in events.enumerated() where event.hasSuffix("-> uploaded") {
            #expect(index > 0 && events[index - 1].hasSuffix("-> uploading"), "7, \(about): \(events)")
        }
        for (index, event) in events.enumerated() where event == "in doubt -> planned" {
            let decided = index + 1 < events.count && events[index + 1].hasPrefix("settled not delivered by ")
            #expect(decided, "1, \(about): \(events)")
        }
        for index in intents {
            #expect(index > 0 && events[index - 1].hasSuffix("-> uploaded"), "7, \(about): \(events)")
            let onwards = events[(index + 1)...].prefix { !$0.hasPrefix("held") && $0 != "in doubt -> planned" }
            #expect(!onwards.contains { $0.hasSuffix("-> uploading") }, "1, \(about): \(events)")
        }
    }

    /// Nobody sees a final name with other than the full, equal bytes.
    private func visible(_ delivery: DeliveryRow, _ bytes: (String) -> [UInt8]?) throws {
        let isOut = delivery.state == .delivered || delivery.state == .confirmed
        guard isOut, let there = bytes(delivery.target) else { return }
        let isOurs = there.count == delivery.size && SHA256.digest(of: there) == delivery.digest
        #expect(isOurs, "2, \(about)")
    }

    private func released(_ run: RunRow) throws {
        let deliveries = try ledger.deliveries(of: run.id)
        let settled = !deliveries.isEmpty && deliveries.allSatisfy { $0.state.isSettled }
        for arrival in try ledger.arrivals(of: run.id) where arrival.state == .released {
            // What somebody else had taken first was never ours to let go of.
            if arrival.isLost { continue }
            let digest = try #require(arrival.digest, "4, \(about)")
            let earlier = try ledger.delivered(run.profile, digest: digest, besides: run.id)
            #expect(settled || earlier != nil, "4, \(about): \(arrival.path) of run \(run.id)")
        }
    }
}
