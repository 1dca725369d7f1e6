import Exchange
import Testing
import Transports

@testable import Engine

@Suite struct `Choosing among files` {
    let bench: Bench

    init() throws { bench = try Bench() }

    private func put(_ names: String...) throws {
        for name in names { try bench.put("in/\(name)", "\(name)\n") }
    }

    private func names(_ report: RunReport) -> [String] { report.arrivals.map { String($0.path.dropFirst(3)) } }

    @Test func `several patterns, expressions and exceptions work together`() throws {
        bench.choice = FileChoice(
            [.pattern(try #require(FilePattern("*.txt"))), .expression(try NameExpression(#"b\d+\.csv"#))],
            except: [.pattern(try #require(FilePattern("*_test.txt")))])
        try put("a.txt", "a_test.txt", "b1.csv", "bx.csv")
        #expect(names(try bench.run()) == ["a.txt", "b1.csv"])
    }

    @Test func `names that say they are not to be taken are counted`() throws {
        bench.files = "*"
        try put("a.txt", "b.tmp", "c.tmp", ".x-01", "d.filepart")
        let report = try bench.run()
        #expect(names(report) == ["a.txt"])
        #expect(
            report.remarks == [
                "Passed over: 4 names that say they are unfinished, consumed or hidden (2 *.tmp, 1 *.filepart, 1 .x-*)."
            ]
                || report.remarks == [
                    "Passed over: 4 names that say they are unfinished, consumed or hidden (1 *.filepart, 2 *.tmp, 1 .x-*)."
                ])
    }

    @Test(arguments: [
        (PickupOrder.name, ["p1.txt", "p10.txt", "p2.txt"]), (.number, ["p1.txt", "p2.txt", "p10.txt"]),
        (.oldest, ["p10.txt", "p2.txt", "p1.txt"]),
    ])
    func `they are taken in the order that is asked for`(order: PickupOrder, expected: [String]) throws {
        bench.order = order
        try put("p10.txt", "p2.txt", "p1.txt")
        #expect(names(try bench.run()) == expected)
    }

    @Test func `numbers of any length are compared by value, and zeros in front tell only what nothing else does`() {
        let names = ["a2b10", "a2b9", "a02b9", "a1", "a", "a99999999999999999999998", "a99999999999999999999999", "b"]
        let sorted = names.map { name in
            Candidate(folder: "", entry: Entry(name: name, kind: .file, size: 1, modified: Moment(seconds: 0)))
        }.sorted(by: PickupOrder.number.precedes).map(\.entry.name)
        #expect(
            sorted == [
                "a", "a1", "a02b9", "a2b9", "a2b10", "a99999999999999999999998", "a99999999999999999999999", "b",
            ])
    }

    @Test func `of more than a run may take, the others wait, and are said to`() throws {
        bench.atMost = 2
        bench.name = "copy_{run}.txt"
        try put("a.txt", "b.txt", "c.txt", "d.txt", "e.txt")
        let first = try bench.run()
        #expect(names(first) == ["a.txt", "b.txt"])
        #expect(first.remarks == ["At most 2 files: in/c.txt and 2 others wait for the next run."])
        #expect(names(try bench.run()) == ["c.txt", "d.txt"])
        let last = try bench.run()
        #expect(names(last) == ["e.txt"] && last.remarks.isEmpty)
    }

    @Test func `one that is too large is named and never fetched, and the others are taken`() throws {
        bench.sizes = 0...10
        try bench.put("in/a.txt", "0123456789x")
        try put("b.txt")
        let report = try bench.run()
        #expect(report.exit == 0 && names(report) == ["b.txt"] && report.findings.map(\.rule) == ["pickup.size"])
        #expect(
            report.findings[0].message
                == "in/a.txt has 11 bytes, more than the 10 bytes that 'max_size' allows; it was not taken.")
        #expect(!bench.sourceTap.calls.contains { $0.verb == "fetch" && $0.path == "in/a.txt" })
        let again = try bench.run()
        #expect(
            again.exit == 5 && again.headline.hasPrefix("Nothing that matches '*.txt' in test place/in can be taken"))
    }

    @Test func `one that is too small may still grow, and is named once it has settled`() throws {
        bench.sizes = 5...Int.max
        bench.settle = 2000
        try bench.put("in/a.txt", "1\n")
        bench.time.whileAsleep = { [bench] _ in bench.source.put("in/a.txt", "12\n") }
        #expect(try bench.run().headline.hasPrefix("in/a.txt is still being written"))
        bench.time.whileAsleep = { _ in }
        let report = try bench.run()
        #expect(report.exit == 5 && report.findings.map(\.rule) == ["pickup.size"])
        bench.expect = 1
        #expect(try bench.run().exit == 4)
    }

    @Test func `an empty one holds all of them, until somebody acts`() throws {
        bench.settle = 2000
        try bench.put("in/a.txt", "")
        try put("b.txt")
        let report = try bench.run()
        #expect(report.exit == 2 && report.findings.map(\.rule) == ["pickup.empty"] && report.arrivals.isEmpty)
        #expect(report.headline == "Held, nothing taken: in/a.txt is empty. Bring a whole file, or remove it.")
        #expect(bench.time.slept == [2000] && bench.out.isEmpty)
        #expect(try bench.run().exit == 2)
        try bench.put("in/a.txt", "a\n")
        #expect(try bench.run().exit == 0)
    }

    @Test(arguments: [
        (EmptyFiles.reject, 0, ["b.txt"], ["pickup.empty"]), (.take, 0, ["a.txt", "b.txt"], []),
        (.ignore, 0, ["b.txt"], []),
    ])
    func `an empty one is what the profile says it is`(
        empty: EmptyFiles, exit: Int, taken: [String], rules: [String]
    ) throws {
        bench.empty = empty
        try bench.put("in/a.txt", "")
        try put("b.txt")
        let report = try bench.run()
        #expect(report.exit == exit && names(report) == taken && report.findings.map(\.rule) == rules)
    }

    @Test(arguments: [(EmptyFiles.reject, 5), (.ignore, 3)])
    func `nothing but an empty one is nothing`(empty: EmptyFiles, exit: Int) throws {
        bench.empty = empty
        try bench.put("in/a.txt", "")
        #expect(try bench.run().exit == exit)
    }
}
