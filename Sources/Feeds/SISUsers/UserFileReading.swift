import Exchange
import Formats

/// One source file on its way: reader, mapping, rules, and the fate of every row.
final class UserFileReading {
    private let table: CSVTable
    private let layout: UserLayout
    private let output: UserOutput
    private let outbox: any Outbox
    private let report: Report
    private var mapping: UserMapping?
    private var rules: UserRules
    private var rejects: (sink: any ByteSink, writer: CSVRejectsWriter)?

    init(_ dialect: CSVDialect, _ layout: UserLayout, _ output: UserOutput, _ outbox: any Outbox, _ report: Report) {
        table = CSVTable(dialect, needs: layout.columns)
        self.layout = layout
        self.output = output
        self.outbox = outbox
        self.report = report
        rules = UserRules(layout)
    }

    /// `done` of `total` bytes were read from earlier files.
    func read(_ file: any StagedFile, after done: Int, of total: Int) throws(Fault) {
        let before = report.tally.read
        var bytes = done
        try file.eachChunk { chunk throws(Fault) in
            let demand = try self.table.read(chunk, report: self.report) { row, position throws(Fault) in
                try self.take(row, position)
                return .more
            }
            bytes += chunk.byteCount
            self.report.onProgress?(Progress(records: self.report.tally.read, bytes: bytes, total: total))
            return demand
        }
        try table.finish(report: report) { row, position throws(Fault) in
            try self.take(row, position)
            return .more
        }
        if report.tally.read == before { sayEmpty(file) }
        if var rejects {
            try rejects.writer.finish(rejects.sink)
            try outbox.finish(rejects.sink)
            self.rejects = nil
        }
    }

    private func take(_ row: borrowing CSVRecord, _ position: Position) throws(Fault) {
        report.tally.read += 1
        if row.isSound, try accept(row, position) {
            report.tally.accepted += 1
        } else {
            report.tally.rejected += 1
            try reject(row)
        }
    }

    private func accept(_ row: borrowing CSVRecord, _ position: Position) throws(Fault) -> Bool {
        if mapping == nil, let header = table.header { mapping = UserMapping(layout, header) }
        var isAccepted = false
        _ = try mapping?.transform(row, at: position, report: report) { user, position throws(Fault) in
            guard self.rules.check(user, at: position, report: self.report) else { return }
            try self.output.write(user)
            isAccepted = true
        }
        return isAccepted
    }

    private func reject(_ row: borrowing CSVRecord) throws(Fault) {
        if rejects == nil {
            let sink = try outbox.open(.rejects, suffix: "csv")
            var writer = CSVRejectsWriter(table)
            try writer.begin(sink)
            rejects = (sink, writer)
        }
        guard let sink = rejects?.sink else { return }
        try rejects?.writer.write(row, to: sink)
    }

    private func sayEmpty(_ file: any StagedFile) {
        report.add(
            Finding(
                .error, .sisNoRecords, Position(), "\(PlacePath.readable(file.name)) has a header but no records."))
    }
}
