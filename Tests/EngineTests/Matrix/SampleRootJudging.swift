import Exchange
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

extension SampleRoot {
    /// Runs until the work is done; then one whole copy of each file is there, as after an undisturbed run, and nothing
    /// else.
    func demandOnce(as undisturbed: SampleRoot, _ about: Comment) throws {
        var last = try run()
        for _ in 0..<2 where ![0, 1, 3].contains(last.status) { last = try run() }
        #expect([0, 1, 3].contains(last.status), "\(about): \(last.output) \(last.errors)")
        // One run more has nothing to do, and sweeps what a killed process could not.
        #expect(try runAnyway().status == 3, about)
        #expect(delivered == undisturbed.delivered, "\(about): \(delivered)")
        #expect(digests == undisturbed.digests, about)
        #expect(done == given.keys.sorted() && waiting.isEmpty, about)
        #expect(copies.isEmpty, "\(about): \(copies)")
        let ledger = try Auditor.ledger(scratch.at("state/example/ledger.sqlite"), "example")
        defer { ledger.close() }
        let ends = try ledger.runs(of: nil, limit: 100).compactMap(\.end)
        #expect(ends.count { $0 == .done || $0 == .doneWithRejects } == 1, about)
        let auditor = try Auditor(ledger, about)
        try auditor.check(received)
        #expect(try registered() == undisturbed.registered(), about)
        guard let load = try undisturbed.load() else { return }
        try auditor.checkBaseline(of: SampleRoot.profile, state: scratch.at("state/example")) { _ in load }
    }

    /// All that the register holds, each entry in a line; nothing of it may be a proposal any more.
    func registered() throws -> [String] {
        let ledger = try Auditor.ledger(scratch.at("state/example/ledger.sqlite"), "example")
        defer { ledger.close() }
        var lines: [String] = []
        for kind in RegisterEntry.Kind.allCases {
            try ledger.eachRegistered(kind) { entry throws(Fault) in
                let money = entry.money?.description ?? ""
                lines.append("\(kind) \(entry.key) \(entry.event) \(money)\(entry.isProposed ? " proposed" : "")")
            }
        }
        #expect(!lines.contains { $0.hasSuffix("proposed") })
        return lines
    }
}
