import Exchange
import Formats
import Rules

/// A value of a row that is not what its rule demands: blank where it is required, or wrong.
struct WrongValue {
    let field: ColumnRules.Field
    /// Nil where it is blank.
    let problem: RuleProblem?

    func finding(_ position: Position, blank: Code, subject: String?) -> Finding {
        let words = problem.map { "\(field.name): the value \($0.words)." } ?? "\(field.name) is blank."
        return Finding(
            .error, problem?.code ?? blank, position.at(field.rule.column ?? field.name), words, subject: subject)
    }
}

/// Takes the rows of a table as its rules make values of them.
protocol RowTaker: AnyObject {
    /// Another row begins.
    func begin()
    /// A value that is not blank, lent; `place` is the caller's number of the field.
    func set(_ place: Int, _ value: UnsafeBufferPointer<UInt8>, at position: Position)
    /// The row is at its end. Answers whether it is done with; otherwise it stands in the rejects.
    func take(_ position: Position, wrong: [WrongValue]) throws(Fault) -> Bool
    /// A row that cannot be read stands in the rejects, and has been reported.
    func refuse() throws(Fault)
}

/// Reads one file of rows by the rules of a profile, and keeps the rows that were not taken as they stand.
final class RuledRows {
    private let columns: ColumnRules
    private let table: any Table
    private let today: CivilDate
    private let codes: NewCodes
    private let outbox: any Outbox
    private let report: Report
    private var values: ColumnValues?
    private var rejects: (sink: any ByteSink, writer: any TableRejects)?

    init(
        _ format: TableFormat, _ columns: ColumnRules, _ today: CivilDate, _ codes: NewCodes, _ outbox: any Outbox,
        _ report: Report
    ) {
        self.columns = columns
        self.today = today
        self.codes = codes
        self.outbox = outbox
        self.report = report
        table = format.table(needs: columns.columns)
    }

    /// `progress` is told how many bytes were read.
    func read(_ file: any StagedFile, _ taker: any RowTaker, progress: (Int) -> Void) throws(Fault) {
        var bytes = 0
        do throws(Fault) {
            try file.eachChunk { chunk throws(Fault) in
                let demand = try table.read(chunk, report: report) { row, position throws(Fault) in
                    try self.take(row, position, taker)
                    return .more
                }
                bytes += chunk.byteCount
                progress(bytes)
                return demand
            }
            try table.finish(report: report) { row, position throws(Fault) in
                try self.take(row, position, taker)
                return .more
            }
        } catch { throw error.about(file) }
        guard let sink = rejects?.sink else { return }
        try rejects?.writer.finish(sink)
        try outbox.finish(sink)
    }

    private func take(
        _ row: borrowing TableRow, _ position: Position, _ taker: any RowTaker
    ) throws(Fault) {
        if values == nil, let header = table.header {
            values = ColumnValues(columns, header, today: today, codes: codes)
        }
        guard row.isSound, let values else {
            try taker.refuse()
            return try keep(row)
        }
        taker.begin()
        let wrong = try values.read(row) { taker.set($0, $1, at: position) }
        if try !taker.take(position, wrong: wrong) { try keep(row) }
    }

    private func keep(_ row: borrowing TableRow) throws(Fault) {
        if rejects == nil {
            var writer = table.rejects()
            let sink = try outbox.open(.rejects, suffix: writer.suffix)
            try writer.begin(sink)
            rejects = (sink, writer)
        }
        if let sink = rejects?.sink { try rejects?.writer.write(row, to: sink) }
    }
}
