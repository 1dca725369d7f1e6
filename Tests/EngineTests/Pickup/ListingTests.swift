import Exchange
import Ledger
import Testing
import Transports

@testable import Engine

/// Rows 16 to 18 and 44 of the failure catalogue: listings that are large, hostile, or of another clock.
@Suite struct `A listing` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.files = "*"
        try bench.put("in/real.txt", "one\n")
    }

    private func file(_ name: String, size: Int = 3, at seconds: Int = 5) -> Entry {
        Entry(name: name, kind: .file, size: size, modified: Moment(seconds: seconds))
    }

    @Test(arguments: [
        "a/../../etc/passwd", "sub/x", "/etc/shadow", "a\nb", "a\0b", "a\u{1B}[2Jb", "caf\u{FFFD}.txt", "a\u{7F}", "",
        String(repeating: "n", count: 65_536),
    ])
    func `with a hostile name has it escaped in a finding, and nothing of it is asked for (rows 17 and 44)`(
        name: String
    ) throws {
        bench.sourceTap.list([file(name)])
        let report = try bench.run()
        #expect(report.arrivals.map(\.path) == (name.isEmpty ? ["in/real.txt"] : ["in/real.txt"]))
        // Not even '*' asks for a name that is none.
        #expect(report.findings.map(\.rule) == ["pickup.name"])
        for finding in report.findings {
            #expect(finding.message.count < 400 && !finding.message.unicodeScalars.contains { $0.value < 32 })
        }
        #expect(!bench.sourceTap.calls.contains { $0.path.hasSuffix(name) && !name.isEmpty })
    }

    @Test func `with the folder itself and the one above takes neither, even where they are asked for (row 17)`() throws
    {
        bench.files = ".*"
        bench.sourceTap.list([file("."), file("..")])
        #expect(try bench.run().findings.map(\.rule) == ["pickup.name", "pickup.name"])
    }

    @Test func `that names a file twice takes none of them (row 17)`() throws {
        bench.sourceTap.list([file("twice"), file("twice", size: 4), file("twice"), file("real.txt")])
        let report = try bench.run()
        #expect(report.exit == 5 && report.arrivals.isEmpty)
        #expect(report.findings.map(\.rule) == ["pickup.listing", "pickup.listing"])
        #expect(report.findings[0].message == "The server lists 'twice' more than once; none of them was taken.")
    }

    @Test func `tells two spellings of a letter apart`() throws {
        var names = NamesOnce()
        #expect(names.add("caf\u{E9}") == .new && names.add("cafe\u{301}") == .new)
        #expect(names.add("caf\u{E9}") == .second && names.add("caf\u{E9}") == .further)
        #expect(names.isTwice("caf\u{E9}") && !names.isTwice("cafe\u{301}"))
    }

    @Test func `with a size below nothing is not believed`() throws {
        bench.sourceTap.list([file("less", size: -1)])
        #expect(try bench.run().findings.map(\.rule) == ["pickup.listing"])
    }

    @Test func `that never ends is cut off, and said to be (row 17)`() throws {
        bench.files = "*.txt"
        bench.sourceTap.list([file("x.dat")], endless: true)
        let report = try bench.run()
        #expect(report.fault?.code == "pickup.endless" && report.exit == 6 && report.arrivals.isEmpty)
        #expect(report.fault?.message.contains("more than 1,000,000 entries") == true)
    }

    @Test func `of many says as much as anybody reads`() throws {
        bench.sourceTap.list((0..<3000).map { file("bad\n\($0)") })
        let report = try bench.run()
        #expect(report.exit == 0 && report.findings.count == 100)
        #expect(report.remarks.contains("Of 2,000 more entries nothing is said one by one."))
    }

    @Test(arguments: [-26 * 3600, 26 * 3600, 3600])
    func `of a clock that jumped makes nothing new of what was taken (row 18)`(seconds: Int) throws {
        bench.after = .leave
        try bench.put("in/more.txt", "two\n")
        #expect(try bench.run().exit == 0)
        bench.sourceTap.shift(seconds)
        let jumped = try bench.run()
        #expect(jumped.exit == 3 && jumped.headline.contains("delivered the very same content"))
        #expect(bench.out.count == 1)
        bench.sourceTap.shift(0)
        #expect(try bench.run().exit == 3)
        #expect(bench.out.count == 1)
    }

    @Test func `with old times has its new files taken all the same (row 18)`() throws {
        bench.after = .leave
        bench.name = "copy_{run}.txt"
        #expect(try bench.run().exit == 0)
        bench.sourceTap.shift(-26 * 3600)
        try bench.put("in/late.txt", "late\n")
        #expect(try bench.run().arrivals.map(\.path).contains("in/late.txt"))
    }

    /// One run for each name, then the times are off by `seconds`, and there is one more file.
    private func shifted(_ seconds: Int, after names: [String], then: String = "late\n") throws -> RunReport {
        bench.after = .leave
        bench.name = "copy_{run}.txt"
        for name in names {
            try bench.put("in/\(name)", "\(name)\n")
            #expect(try bench.run().exit == 0)
        }
        bench.sourceTap.shift(seconds)
        try bench.put("in/late.txt", then)
        return try bench.run()
    }

    @Test(arguments: [3600, -26 * 3600, 900])
    func `of another zone has its new file loaded alone (row 18)`(seconds: Int) throws {
        let report = try shifted(seconds, after: ["a.txt"])
        #expect(report.exit == 0 && bench.delivered("out/copy_\(report.run).txt") == "late\n")
        #expect(
            report.remarks.contains { $0.hasPrefix("Not loaded again: in/a.txt and 1 other were taken by an earlier") })
        #expect(report.arrivals.map(\.state) == ["released", "released", "released"])
        #expect(try bench.run().exit == 3)
        bench.sourceTap.shift(0)
        let back = try bench.run()
        #expect(back.exit == 3 && back.headline.hasPrefix("Nothing new: "), "\(back.headline)")
        #expect(bench.out.count == 2 && bench.copies.isEmpty)
    }

    @Test func `of another clock has what several runs took loaded no more (row 18)`() throws {
        bench.after = .leave
        bench.name = "copy_{run}.txt"
        for name in ["a.txt", "b.txt"] {
            try bench.put("in/\(name)", "\(name)\n")
            #expect(try bench.run().exit == 0)
        }
        bench.sourceTap.shift(-37)
        #expect(try bench.run().exit == 3 && bench.out.count == 2)
    }

    @Test(arguments: [86_400, -86_400, 7 * 86_400])
    func `with files written anew, whole days later, has all of them loaded`(seconds: Int) throws {
        let report = try shifted(seconds, after: ["a.txt"])
        #expect(report.exit == 0 && bench.delivered("out/copy_\(report.run).txt") == "a.txt\nlate\none\n")
    }

    @Test func `with one file written anew and one that is new has both loaded`() throws {
        try bench.source.take("in/real.txt")
        let report = try shifted(37, after: ["a.txt"])
        #expect(bench.delivered("out/copy_\(report.run).txt") == "a.txt\nlate\n")
    }

    @Test func `with another content under a known name has all of it loaded`() throws {
        let report = try shifted(3600, after: ["a.txt", "late.txt"], then: "corrected\n")
        #expect(bench.delivered("out/copy_\(report.run).txt") == "a.txt\ncorrected\none\n")
    }

    @Test func `of another zone has everything loaded where somebody asks for it again`() throws {
        _ = try shifted(3600, after: ["a.txt"])
        bench.sourceTap.shift(7200)
        let again = try bench.run(RunWishes(again: "lost there"))
        #expect(bench.delivered("out/copy_\(again.run).txt") == "a.txt\nlate\none\n")
    }

    @Test func `of 100,000 files gives up those it was asked for (row 16)`() throws {
        bench.files = "*.txt"
        bench.atMost = 1
        bench.sourceTap.list((0..<100_000).map { file("z\($0).txt") })
        let report = try bench.run()
        #expect(report.exit == 0 && report.arrivals.map(\.path) == ["in/real.txt"])
        #expect(report.remarks == ["At most 1 file: in/z0.txt and 99,999 others wait for the next run."])
    }
}
