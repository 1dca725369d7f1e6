import Foundation
import ServerKit
import Testing

/// The power goes, and bits flip: programs of their own that end with 1 where anything was lost, doubled or silent.
@Suite struct PowerTests {
    private func prove(_ script: String, _ arguments: String...) throws -> Program.Outcome {
        try Program("/usr/bin/python3", environment: ["LC_ALL": "C.UTF-8"]).run(
            ["\(Repository.path)/Tests/Power/\(script).py", "--binary", Repository.debugBinary, "--minutes", "4"]
                + arguments, deadline: 300_000)
    }

    @Test func `row 2: whatever a power cut leaves of the state folder, each file has one effect`() throws {
        let outcome = try prove("power", "--states", "150", "--seed", "20261121")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains(/\nall +\d+ +150 +0 +0 +0 +0 +0\n/), "\(outcome.output)")
        print(outcome.output)
    }

    /// A write-ahead log that is never flushed, and a folder that is not.
    @Test(arguments: ["-wal", "/state"]) func `row 2: a flush that a disk forgets is seen`(_ ending: String) throws {
        let outcome = try prove("power", "--states", "40", "--seed", "1", "--lose=\(ending)")
        #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
    }

    @Test func `row 25: a flipped bit in the ledger, its log or its head is harmless, refused or found`() throws {
        let outcome = try prove("flips", "--flips", "200", "--seed", "20261121")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains(/\nall +\d+ +200 +\d+ +\d+ +\d+ +0 +0\n/), "\(outcome.output)")
        print(outcome.output)
    }

    @Test func `row 25: without the file beside the ledger, flips are silent`() throws {
        let outcome = try prove("flips", "--flips", "60", "--seed", "1", "--without-head")
        #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
    }
}
