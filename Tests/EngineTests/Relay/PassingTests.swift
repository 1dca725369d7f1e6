import Exchange
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

@Suite struct `Files that pass as they are` {
    private func bench(_ name: String = "{name}") throws -> Bench {
        let bench = try Bench()
        bench.feed = PassFeed()
        bench.files = "*"
        bench.name = name
        return bench
    }

    @Test func `keep their names, or get names made of them`() throws {
        let bench = try bench("{stem}_{date}{ext}")
        for name in ["a.txt", "b.tar.gz", "plain"] { try bench.put("in/\(name)", "of \(name)") }
        let report = try bench.run()
        #expect(report.exit == 0, "\(report.headline)")
        #expect(bench.out.count == 3)
        #expect(bench.out.contains { $0.hasPrefix("out/a_") && $0.hasSuffix(".txt") })
        #expect(bench.out.contains { $0.hasPrefix("out/b.tar_") && $0.hasSuffix(".gz") })
        #expect(bench.out.contains { $0.hasPrefix("out/plain_") })
        #expect(bench.there == ["done/a.txt", "done/b.tar.gz", "done/plain"])
        #expect(bench.copies.isEmpty, "\(bench.copies)")
    }

    @Test func `are linked, not copied, into what goes out`() throws {
        let bench = try bench()
        bench.limits = GuardLimits(minRecords: 100)
        try bench.put("in/a.txt", "alpha")
        // A held run keeps what it would send although what came in is cleared.
        let held = try bench.run()
        #expect(held.exit == 2, "\(held.headline)")
        #expect(bench.copies == ["\(held.run)/out/1"])
        try bench.release(held.run)
        #expect(bench.delivered("out/a.txt") == "alpha")
    }

    @Test func `are sent once under one name, and again under another`() throws {
        let bench = try bench()
        try bench.put("in/a.txt", "alpha")
        #expect(try bench.run().exit == 0)
        try bench.put("in/a.txt", "alpha")
        bench.time.sleep(5000)
        #expect(try bench.run().exit == 3)
        try bench.put("in/b.txt", "alpha")
        #expect(try bench.run().exit == 0)
        #expect(bench.out == ["out/a.txt", "out/b.txt"])
    }

    @Test func `do not take each other's names`() throws {
        let bench = try bench("{stem}.dat")
        try bench.put("in/a.txt", "alpha")
        try bench.put("in/a.csv", "beta")
        #expect(try bench.run().fault?.code == "run.name.twice")
        #expect(bench.out.isEmpty && bench.there == ["in/a.csv", "in/a.txt"])
    }

    @Test func `do not take names that mean something else`() throws {
        let bench = try bench("{stem}")
        try bench.put("in/a.handled.txt", "alpha")
        #expect(try bench.run().fault?.code == "run.name.refused")
        #expect(bench.out.isEmpty && bench.there == ["in/a.handled.txt"])
    }

    @Test func `may be more than a process has open`() throws {
        let bench = try bench()
        for number in 0..<300 { try bench.put("in/\(number).txt", "file \(number)") }
        let before = try opened()
        let few = OpenFew(try bench.scratch.folder("some"))
        for number in 0..<100 {
            try bench.scratch.write("some/\(number)", "\(number)")
            _ = try few.file("\(number)")
        }
        // Other tests open files meanwhile; they are no hundred.
        #expect(try opened() < before + 90)
        #expect(try bench.run().exit == 0)
        #expect(bench.out.count == 300)
    }

    /// How many files this process has open.
    private func opened() throws -> Int {
        var count = 0
        try Folder.open("/proc/self/fd").list { _ throws(Fault) in
            count += 1
            return .more
        }
        return count
    }
}
