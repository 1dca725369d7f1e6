import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

/// Answers `lag` records late, by a rule on the first field.
private final class Late: OutsideTransformer {
    let adds: [String]
    private let lag: Int
    private var due: [(FieldRecord, Position, Int)] = []
    private(set) var mostDue = 0
    private(set) var timesCaughtUp = 0
    private(set) var seen: [FieldRecord] = []

    init(lag: Int, adds: [String] = ["MORE"]) {
        self.lag = lag
        self.adds = adds
    }

    func put(
        _ record: FieldRecord, at position: Position, token: Int, _ emit: (OutsideAnswer) throws(Fault) -> Void
    ) throws(Fault) {
        seen.append(record)
        due.append((record, position, token))
        mostDue = max(mostDue, due.count)
        if due.count > lag { try answer(emit) }
    }

    func catchUp(_ emit: (OutsideAnswer) throws(Fault) -> Void) throws(Fault) {
        timesCaughtUp += 1
        while !due.isEmpty { try answer(emit) }
    }

    func finish(_ emit: (OutsideAnswer) throws(Fault) -> Void) throws(Fault) {
        while !due.isEmpty { try answer(emit) }
    }

    private func answer(_ emit: (OutsideAnswer) throws(Fault) -> Void) throws(Fault) {
        let (record, position, token) = due.removeFirst()
        let id = record["ID"] ?? ""
        let fate: OutsideAnswer.Fate =
            switch id.last {
            case "r": .rejected("not\u{7} this " + String(repeating: "x", count: 400))
            case "s": .records([])
            case "d": .records([record, FieldRecord([("MORE", "2"), ("ID", id + "2")])])
            default: .records([FieldRecord(record.fields + [("MORE", "+")])])
            }
        try emit(OutsideAnswer(position: position, token: token, fate: fate))
    }
}

@Suite struct `A table behind programs` {
    private static let text = "ID,,NAME\n1,x,a\n2r,,b\n\"3\"\n4s,,c\n5d,,\"d,\"\"d\"\n6\n7,,e\n"

    /// What a feed would see and count, in the order it sees it.
    private func rows(
        _ text: String, lag: Int, chunk: Int = 7, limit: Int = .max
    ) throws -> (rows: [String], raw: [String], report: Report, late: Late) {
        let late = Late(lag: lag)
        let table = OutsideTable(
            CSVTable(CSVDialect(), needs: OutsideTable.needs(["ID", "MORE"], before: late)), late,
            needs: ["ID", "MORE"])
        let report = Report()
        var rows: [String] = []
        var raw: [String] = []
        func take(_ row: borrowing TableRow, _ position: Position) -> Demand {
            let cells = row.cells.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
            rows.append("\(position.record) " + (row.isSound ? cells : "unsound"))
            raw.append(String(decoding: row.raw, as: UTF8.self))
            report.tally.read += 1
            if row.isSound { report.tally.accepted += 1 } else { report.tally.rejected += 1 }
            return rows.count >= limit ? .enough : .more
        }
        var isEnough = false
        try GivenFile("a.csv", Array(text.utf8), chunk: chunk).eachChunk { chunk throws(Fault) in
            let demand = try table.read(chunk, report: report) { row, position in take(row, position) }
            if case .enough = demand { isEnough = true }
            return demand
        }
        if !isEnough { try table.finish(report: report) { row, position in take(row, position) } }
        if !isEnough { #expect(table.header?.names == ["ID", "", "NAME", "MORE"]) }
        return (rows, raw, report, late)
    }

    @Test(arguments: [0, 1, 3, 100], [1, 7, 4096])
    func `is in the source's order, however late answers come`(lag: Int, chunk: Int) throws {
        let (rows, raw, report, late) = try rows(Self.text, lag: lag, chunk: chunk)
        #expect(
            rows == [
                "1 1||a|+", "2 unsound", "3 unsound", "5 5d||d,\"d|", "5 5d2|||2", "6 unsound", "7 7||e|+",
            ])
        #expect(raw == ["1,x,a\n", "2r,,b\n", "\"3\"\n", "5d,,\"d,\"\"d\"\n", "5d,,\"d,\"\"d\"\n", "6\n", "7,,e\n"])
        #expect(late.seen.map(\.fields.count) == [2, 2, 2, 2, 2], "a column without a name is not shown")
        var tally = Tally()
        (tally.read, tally.added, tally.accepted, tally.rejected, tally.filtered) = (7, 1, 4, 3, 1)
        #expect(report.tally == tally && tally.balances)
        #expect(
            report.findings.map { "\($0.rule) \($0.position.record) \($0.position.line)" } == [
                "outside.rejected 2 3", "csv.row.ragged 3 4", "csv.row.ragged 6 7",
            ])
        let words = try #require(report.findings.first?.message)
        #expect(words.hasPrefix("A program of your own refused this record: not\\u{7} this xxx") && words.count < 260)
    }

    @Test func `ends where enough was said`() throws {
        for limit in 1...6 {
            let all = try rows(Self.text, lag: 0, chunk: 4096).rows
            #expect(try rows(Self.text, lag: 0, chunk: 4096, limit: limit).rows == Array(all.prefix(limit)))
            #expect(try rows(Self.text, lag: 2, limit: limit).rows == Array(all.prefix(limit)))
        }
    }

    /// One answer is late, and behind it comes nothing that could be shown to a program.
    @Test func `does not hoard what cannot be read`() throws {
        let bad = String(repeating: "y", count: 999) + "\n"
        let found = try rows("ID,,NAME\n1,x,a\n" + String(repeating: bad, count: 1000) + "2,,b\n", lag: 50, chunk: 4096)
        #expect(found.rows.count == 1002 && found.rows.first == "1 1||a|+" && found.rows.last == "1002 2||b|+")
        #expect(found.late.timesCaughtUp == 1)
        #expect(found.report.count(of: .csvRowRagged) == 1000)
    }

    @Test func `demands of the source what no program adds`() {
        let fault = #expect(throws: Fault.self) { try rows("NAME,OTHER\na,b\n", lag: 0) }
        #expect(fault?.code == .csvColumnMissing)
    }
}
