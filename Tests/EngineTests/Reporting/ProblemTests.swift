import Exchange
import ServerKit
import Testing

@testable import Engine

/// Old problems are told from new ones.
@Suite struct `A problem` {
    let bench: Bench

    init() throws { bench = try Bench() }

    /// Problems as rule, place, day of the first run and number of runs.
    private func told(_ report: RunReport) -> [String]? {
        report.problems?.map { "\($0.rule) \($0.place ?? "-") \($0.since) \($0.runs)" }
    }

    private func next(_ paths: [String], _ name: String) throws -> RunReport {
        bench.feed = ToldFeed(paths: paths)
        try bench.put("in/\(name).txt", "\(name)\n" + paths.map { "!\($0)\n" }.joined())
        bench.time.sleep(86_400_000)
        return try bench.run()
    }

    @Test func `is new, grows old, and is gone when it is solved`() throws {
        #expect(try told(next(["EMAIL"], "a")) == nil, "nothing is known of earlier runs")
        #expect(
            try told(next(["EMAIL", "BORN"], "b")) == ["copy.bang BORN 2026-11-20 1", "copy.bang EMAIL 2026-11-19 2"])
        let third = try next(["EMAIL", "BORN", "EMAIL"], "c")
        #expect(told(third) == ["copy.bang BORN 2026-11-20 2", "copy.bang EMAIL 2026-11-19 3"])
        #expect(third.problems?.map(\.count) == [1, 2])
        #expect(third.rules.map(\.places) == [["EMAIL": 2, "BORN": 1]])
        #expect(try told(next(["BORN"], "d")) == ["copy.bang BORN 2026-11-20 3"])
        #expect(try told(next(["EMAIL"], "e")) == ["copy.bang EMAIL 2026-11-23 1"])
        #expect(try told(next([], "f")) == [])
    }

    @Test func `says so in the text`() throws {
        _ = try next(["EMAIL"], "a")
        #expect(ReportText(try next(["BORN"], "b")).text.contains("    1 x copy.bang  new\n"))
        let both = ReportText(try next(["BORN", "EMAIL"], "c")).text
        #expect(both.contains("    2 x copy.bang  since 20 November, 2 runs; new: EMAIL\n"), "\(both)")
        #expect(Age.words(since: "2025-03-12", runs: 214, at: "2026-11-21") == "since 12 March 2025, 214 runs")
    }

    @Test func `grows no older by runs that read nothing whole`() throws {
        _ = try next(["EMAIL"], "a")
        #expect(try bench.run().exit == 3)
        #expect(try bench.run().exit == 3)
        try bench.put("in/b.txt", "?\n")
        bench.feed = CopyFeed()
        #expect(try bench.run().exit == 5)
        try bench.put("in/b.txt", "b\n")
        #expect(try told(next(["EMAIL"], "c")) == ["copy.bang EMAIL 2026-11-19 2"])
    }

    @Test func `is counted once however often its run was interrupted`() throws {
        _ = try next(["EMAIL"], "a")
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "store" { throw Fault(.placeFull, .stop, "There is no room.") }
        }
        #expect(try told(next(["EMAIL"], "b")) == ["copy.bang EMAIL 2026-11-19 2"])
        #expect(try told(bench.run()) == ["copy.bang EMAIL 2026-11-19 2"])
        bench.targetTap.calm()
        #expect(try told(bench.run()) == ["copy.bang EMAIL 2026-11-19 2"])
        #expect(try told(next(["EMAIL"], "c")) == ["copy.bang EMAIL 2026-11-19 3"])
        let book = ProblemBook.after(nil, run: "26-0001", sequence: 4, day: "2026-11-19", problems: [])
        #expect(
            ProblemBook.after(
                book, run: "26-0001", sequence: 4, day: "2026-11-20", problems: [.init(rule: "x", place: nil)])
                == book)
    }

    @Test func `is not remembered by a dry run`() throws {
        bench.feed = ToldFeed(paths: ["EMAIL"])
        try bench.put("in/a.txt", "one\n!\n")
        #expect(try bench.run(RunWishes(dryRun: true), state: "dry").problems == nil)
        #expect(!bench.scratch.names("dry").contains("problems"))
    }

    @Test func `is begun anew, with a remark, where the book is damaged`() throws {
        _ = try next(["EMAIL"], "a")
        try bench.scratch.write("state/problems/copy.json", "{\"schema\": 1, \"runs\"")
        let report = try next(["EMAIL"], "b")
        #expect(report.exit == 1 && report.problems == nil)
        #expect(report.remarks.contains { $0.hasPrefix("What was known of earlier problems could not be read") })
        #expect(try told(next(["EMAIL"], "c")) == ["copy.bang EMAIL 2026-11-20 2"])
    }

    @Test func `of a new code ages likewise`() throws {
        let code = NewCode(place: "MAJOR", code: "DSCI", count: 41, fate: "not in lists/majors.csv, kept as it is")
        bench.feed = ToldFeed(codes: [code])
        bench.name = "copy_{run}.txt"
        var ages: [Int?] = []
        for name in ["a", "b", "c"] {
            try bench.put("in/\(name).txt", "\(name)\n")
            let report = try bench.run()
            ages.append(report.codes?.first?.runs)
            #expect(
                ReportText(report).text.contains("MAJOR 'DSCI' (41 records): not in lists/majors.csv, kept as it is"))
        }
        #expect(ages == [nil, 2, 3])
    }

    @Test func `names no person in the book`() throws {
        bench.feed = ToldFeed(subject: "900123456", paths: ["EMAIL"])
        try bench.put("in/a.txt", "one\n!\n")
        let report = try bench.run()
        #expect(report.findings.map(\.subject) == ["900123456"])
        #expect(try !#require(bench.scratch.text("state/problems/copy.json")).contains("900123456"))
    }
}
