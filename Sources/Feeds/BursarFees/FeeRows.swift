import Exchange
import Formats
import Rules

/// Reads fees from a table: reports in CSV, fixed width, JSON.
final class FeeRows {
    private let columns: ColumnRules
    private let table: any Table
    private let today: CivilDate
    private let codes: NewCodes
    private let outbox: any Outbox
    private let report: Report
    private var values: ColumnValues?
    private var fee = FeeDraft()
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

    func read(_ file: any StagedFile, _ taker: any FeeTaker, progress: (Int) -> Void) throws(Fault) {
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
        _ row: borrowing TableRow, _ position: Position, _ taker: any FeeTaker
    ) throws(Fault) {
        guard row.isSound, try fill(row, position) else {
            report.tally.read += 1
            report.tally.rejected += 1
            report.tally.money.unreadable += 1
            return try keep(row)
        }
        if try !taker.take(fee, at: position) { try keep(row) }
    }

    /// False where a value is not what its rule demands.
    private func fill(_ row: borrowing TableRow, _ position: Position) throws(Fault) -> Bool {
        if values == nil, let header = table.header {
            values = ColumnValues(columns, header, today: today, codes: codes)
        }
        guard let values else { return false }
        fee.clear()
        let wrong = try values.read(row) { place, value in
            if let field = FeeField(rawValue: place) { fee.set(field, value, line: position.line, byte: position.byte) }
        }
        // What is blank and required by the profile is said with what every fee needs.
        for (field, problem) in wrong {
            let code = problem?.code ?? .feesBlank
            report.add(
                Finding(
                    .error, code, position.at(field.rule.column ?? field.name),
                    problem.map { "\(field.name): the value \($0.words)." } ?? "\(field.name) is blank.",
                    subject: fee.isBlank(.transactionID) ? nil : fee.string(.transactionID)))
        }
        return wrong.isEmpty
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
