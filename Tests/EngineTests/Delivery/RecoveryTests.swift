import Exchange
import Ledger
import Testing
import Transports

@testable import Engine

/// A run stopped around its one rename, and what the next process makes of what it finds.
@Suite struct `After the intent` {
    private static let final = "out/copy_1.txt"
    private static let cut = Fault(.placeRefused, .stop, "The line is cut.")

    private func bench(temporariesAreOurs: Bool = false) throws -> Bench {
        let bench = try Bench(temporariesAreOurs: temporariesAreOurs)
        bench.name = "copy_{ordinal}.txt"
        try bench.put("in/a.txt", "one\n")
        return bench
    }

    /// Cut before the rename happened, or after it has and before we heard of it.
    private func cut(_ bench: Bench, renamed: Bool) throws {
        let event: Tap.Event = { call throws(Fault) in
            if call.verb == "rename" { throw `After the intent`.cut }
        }
        if renamed { bench.targetTap.after(event) } else { bench.targetTap.before(event) }
        let report = try bench.run()
        #expect(report.exit == 6 && report.end == "open" && report.deliveries.map(\.state) == ["publishing"])
        #expect(bench.there == ["in/a.txt"])
        bench.targetTap.calm()
    }

    /// The run is over, and nothing was stored again.
    private func finish(_ bench: Bench, _ note: String) throws {
        let stores = bench.targetTap.calls.count { $0.verb == "store" }
        let report = try bench.run()
        #expect(report.exit == 0 && report.deliveries.map(\.note) == [note])
        #expect(bench.targetTap.calls.count { $0.verb == "store" } == stores)
        #expect(bench.there == ["done/a.txt"])
    }

    @Test func `a rename that did not happen is done, and nothing is sent again`() throws {
        let bench = try bench()
        try cut(bench, renamed: false)
        try finish(bench, "renamed")
        #expect(bench.target.paths == ["out/copy_1.txt"])
    }

    @Test func `a rename that happened is found`() throws {
        let bench = try bench()
        try cut(bench, renamed: true)
        try finish(bench, "the file stands under its final name")
    }

    @Test func `a rename half done is tidied`() throws {
        let bench = try bench()
        try cut(bench, renamed: false)
        bench.target.put("out/copy_1.txt", "one\n")
        try finish(bench, "the file stands under its final name")
        #expect(bench.target.paths == ["out/copy_1.txt"])
    }

    @Test func `a file the receiver marked as handled is delivered`() throws {
        let bench = try bench()
        try cut(bench, renamed: true)
        try bench.target.rename("out/copy_1.txt", to: "out/copy_1.txt.handled")
        try finish(bench, "the receiver marked it as taken")
    }

    @Test func `a file that is gone was taken, where only we remove our temporary files`() throws {
        let bench = try bench(temporariesAreOurs: true)
        try cut(bench, renamed: true)
        try bench.target.take("out/copy_1.txt")
        try finish(bench, "our temporary file is gone, and only we remove those")
    }

    @Test func `a file that is gone is in doubt elsewhere, and stays so until a person decides`() throws {
        let bench = try bench()
        try cut(bench, renamed: true)
        try bench.target.take("out/copy_1.txt")
        for _ in 0..<2 {
            let report = try bench.run()
            #expect(report.exit == 2 && report.deliveries.map(\.state) == ["in doubt"])
            #expect(report.rules.map(\.rule) == ["deliver.doubt"])
            #expect(bench.target.paths.isEmpty && bench.there == ["in/a.txt"])
        }
    }

    @Test func `a folder that is gone proves nothing, whoever removes temporary files`() throws {
        let bench = try bench(temporariesAreOurs: true)
        try cut(bench, renamed: false)
        // Not mounted: stat finds neither the folder nor anything in it.
        let gone = Fault(.placeMissing, .stop, "gone")
        let files = bench.target.paths
        for path in files { try bench.target.rename(path, to: "away") }
        bench.targetTap.hide("out")
        let report = try bench.run()
        #expect(report.exit == 6 && report.fault?.code == gone.code.name)
        #expect(report.deliveries.map(\.state) == ["publishing"])
        bench.targetTap.hide(nil)
        try bench.target.rename("away", to: files[0])
        try finish(bench, "renamed")
    }

    @Test func `an absence at another place than the configured one proves nothing`() throws {
        let bench = try bench(temporariesAreOurs: true)
        try cut(bench, renamed: false)
        for path in bench.target.paths { try bench.target.take(path) }
        bench.configuration = "2"
        #expect(try bench.run().deliveries.map(\.state) == ["in doubt"])
    }

    @Test func `a name that is taken by another is held`() throws {
        let bench = try bench()
        try cut(bench, renamed: false)
        bench.target.put("out/copy_1.txt", "other\n")
        let report = try bench.run()
        #expect(report.exit == 2 && report.rules.map(\.rule) == ["deliver.conflict"])
        #expect(bench.target.paths == ["out/copy_1.txt"] && bench.delivered("out/copy_1.txt") == "other\n")
    }

    @Test func `a temporary file that is not ours any more is not published`() throws {
        let bench = try bench()
        try cut(bench, renamed: false)
        for path in bench.target.paths { bench.target.put(path, "cut") }
        #expect(try bench.run().rules.map(\.rule) == ["deliver.check"])
        #expect(bench.delivered("out/copy_1.txt") == nil)
        #expect(try bench.run().exit == 0)
        #expect(bench.target.paths == ["out/copy_1.txt"] && bench.delivered("out/copy_1.txt") == "one\n")
    }
}
