import Exchange
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

/// The real program, ended or failed at every point it passes.
@Suite struct `The program on the shipped sample` {
    let undisturbed: SampleRoot
    let cells: [FaultCell]

    init() throws {
        undisturbed = try SampleRoot()
        cells = try undisturbed.points()
    }

    @Test func `passes the points of every room`() {
        let rooms = Set(cells.map { String($0.point.prefix { $0 != "." }) })
        #expect(rooms.isSuperset(of: ["run", "deliver", "ledger", "file", "folder"]))
        #expect(digest(undisturbed) != nil)
        print("\(cells.count) points: \(Set(cells.map(\.point)).sorted().joined(separator: ", "))")
    }

    @Test func `delivers once, whichever point it is killed at`() throws {
        for cell in cells {
            let root = try SampleRoot()
            let killed = try root.run(["EXCHANGE_FP": "\(cell):kill"])
            #expect(killed.status == 137, "\(cell): \(killed.output)")
            try check(root, "killed at \(cell)")
        }
    }

    @Test(arguments: [5, 28]) func `delivers once, whichever point fails with`(number: Int) throws {
        for cell in cells where SampleRoot.failing[number, default: []].contains(cell.point) {
            let root = try SampleRoot()
            let failed = try root.run(["EXCHANGE_FP": "\(cell):errno=\(number)"])
            let said = failed.output + failed.errors
            let about: Comment = "\(cell) failed with \(number), exit \(failed.status): \(said)"
            if failed.status == 6 || failed.status == 8 {
                #expect(said.contains(root.scratch.path), about)
                #expect(said.contains("->"), about)
            } else {
                // Only what comes after the end of the run, or is no more than tidiness, may fail without a fault.
                #expect(failed.status <= 1 && root.delivered.count == 1, about)
            }
            for name in root.delivered where !name.hasPrefix(".") {
                #expect(digest(root) == digest(undisturbed), "half-written under \(name): \(about)")
            }
            try check(root, "\(cell) failed with \(number)")
        }
    }

    @Test func `delivers once, killed again while it recovers`() throws {
        var numbers = SystemRandomNumberGenerator()
        let seed = numbers.next()
        print("seed \(seed)")
        var random = Seeded(seed)
        for _ in 0..<15 {
            let root = try SampleRoot()
            let first = cells[Int(random.next() % UInt64(cells.count))]
            let second = cells[Int(random.next() % UInt64(cells.count))]
            _ = try root.run(["EXCHANGE_FP": "\(first):kill"])
            _ = try root.run(["EXCHANGE_FP": "\(second):kill"])
            try check(root, "seed \(seed): killed at \(first), then at \(second)")
        }
    }

    /// Runs until the work is done; then one whole copy is there, and nothing else.
    private func check(_ root: SampleRoot, _ about: Comment) throws {
        var last = try root.run()
        for _ in 0..<2 where ![0, 1, 3].contains(last.status) { last = try root.run() }
        #expect([0, 1, 3].contains(last.status), "\(about): \(last.output) \(last.errors)")
        // One run more has nothing to do, and sweeps what a killed process could not.
        #expect(try root.run().status == 3, about)
        #expect(root.delivered.count == 1, "\(about): \(root.delivered)")
        #expect(root.delivered.allSatisfy { $0.hasSuffix(".zip") }, "\(about): \(root.delivered)")
        #expect(digest(root) == digest(undisturbed), about)
        #expect(root.done == ["people_20261121.csv"] && root.waiting.isEmpty, about)
        #expect(root.copies.isEmpty, "\(about): \(root.copies)")
        let ledger = try Auditor.ledger(root.scratch.at("state/example/ledger.sqlite"), "example")
        defer { ledger.close() }
        let ends = try ledger.runs(of: nil, limit: 100).compactMap(\.end)
        #expect(ends.count { $0 == .done || $0 == .doneWithRejects } == 1, about)
        let auditor = try Auditor(ledger, about)
        try auditor.check { name in root.scratch.bytes("places/alma/\(name)") }
        let load = try #require(try undisturbed.load())
        try auditor.checkBaseline(of: SampleRoot.profile, state: root.scratch.at("state/example")) { _ in load }
    }

    private func digest(_ root: SampleRoot) -> ContentDigest? {
        let name = root.delivered.first { !$0.hasPrefix(".") }
        return name.flatMap { root.scratch.bytes("places/alma/sis/\($0)") }.map(SHA256.digest(of:))
    }
}
