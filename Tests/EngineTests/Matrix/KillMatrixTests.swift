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
        #expect(undisturbed.digests.count == 1)
        print("\(cells.count) points: \(Set(cells.map(\.point)).sorted().joined(separator: ", "))")
    }

    @Test func `row 1: delivers once, whichever point it is killed at`() throws {
        try KillWalk(.sample).everywhere("sample to a folder")
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
            #expect(root.digests.isEmpty || root.digests == undisturbed.digests, "half-written: \(about)")
            try root.demandOnce(as: undisturbed, "\(cell) failed with \(number)")
        }
    }

    @Test func `row 3: delivers once, killed again while it recovers`() throws {
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
            try root.demandOnce(as: undisturbed, "seed \(seed): killed at \(first), then at \(second)")
        }
    }
}
