import Exchange
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

/// The real program, ended or failed at every point it passes while it releases what was held.
@Suite struct `The program on a held sample` {
    let undisturbed: SampleRoot
    let cells: [FaultCell]

    init() throws {
        let root = try SampleRoot.held()
        cells = try root.points { environment in try root.release(environment) }
        undisturbed = root
    }

    @Test func `passes the points of a release`() {
        let points = Set(cells.map(\.point))
        #expect(points.isSuperset(of: ["run.release", "run.reopened", "deliver.intended", "ledger.commit.after"]))
        #expect(!points.contains("run.claim") && undisturbed.digests.count == 1)
        print("\(cells.count) points: \(points.sorted().joined(separator: ", "))")
    }

    @Test func `row 1: sends it once, whichever point it is killed at`() throws {
        for (number, cell) in cells.enumerated() {
            let root = try SampleRoot.held()
            let killed = try root.release(["EXCHANGE_FP": "\(cell):kill"])
            #expect(killed.status == 137, "\(cell): \(killed.output)")
            // By turns, it is the nightly run or the person who comes next.
            try check(root, runsFirst: number % 2 == 0, "killed at \(cell)")
        }
        print("kill cells: sample, released: \(cells.count) of \(cells.count) points")
    }

    @Test(arguments: [5, 28]) func `sends it once, whichever point fails with`(number: Int) throws {
        for cell in cells where SampleRoot.failing[number, default: []].contains(cell.point) {
            let root = try SampleRoot.held()
            let failed = try root.release(["EXCHANGE_FP": "\(cell):errno=\(number)"])
            let about: Comment =
                "\(cell) failed with \(number), exit \(failed.status): \(failed.output) \(failed.errors)"
            if failed.status != 0 && failed.status != 1 {
                #expect(failed.status == 6 || failed.status == 8, about)
                #expect((failed.output + failed.errors).contains("->"), about)
            }
            #expect(root.digests.isEmpty || root.digests == undisturbed.digests, "half-written: \(about)")
            try check(root, runsFirst: false, "\(cell) failed with \(number)")
        }
    }

    /// Goes on until it is sent; then one whole copy is there, and nothing else.
    private func check(_ root: SampleRoot, runsFirst: Bool, _ about: Comment) throws {
        if runsFirst {
            let next = try root.run()
            // Killed before the decision was on the disk, it is still held; after it, it is finished.
            #expect([0, 1, 2, 3].contains(next.status), "\(about): \(next.output) \(next.errors)")
        }
        var next = try root.release()
        for _ in 0..<3 where next.status != 64 {
            #expect([0, 1].contains(next.status), "\(about): \(next.output) \(next.errors)")
            next = try root.release()
        }
        #expect(next.status == 64 && next.errors.contains("[release.twice]"), "\(about): \(next.errors)")
        #expect(try root.run().status == 3, about)
        #expect(root.delivered.count == 1 && root.delivered.allSatisfy { $0.hasSuffix(".zip") }, about)
        #expect(root.digests == undisturbed.digests, about)
        #expect(root.done == ["people_20261121.csv"] && root.waiting.isEmpty, about)
        #expect(root.copies.isEmpty, "\(about): \(root.copies)")
        let ledger = try Auditor.ledger(root.scratch.at("state/example/ledger.sqlite"), "example")
        defer { ledger.close() }
        #expect(try ledger.audit(of: "26-0001").count { $0.event.hasPrefix("reopened by ") } == 1, about)
        #expect(try ledger.run("26-0001")?.end == .doneWithRejects, about)
        try Auditor(ledger, about).check { name in root.scratch.bytes("places/alma/\(name)") }
    }
}
