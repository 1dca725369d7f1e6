import Exchange
import Formats

/// One source file on its way: reader, mapping, rules, and the fate of every row.
///
/// A value, lent to the readers' closures: the compiler then proves what a class would have to check for every row.
struct UserFileReading {
    private let table: CSVTable
    private let layout: UserLayout
    private var output: UserOutput
    private let outbox: any Outbox
    private let report: Report
    private var mapping: UserMapping?
    private var rules: UserRules
    private var rejects: (sink: any ByteSink, writer: CSVRejectsWriter)?

    init(
        _ dialect: CSVDialect, _ layout: UserLayout, _ output: UserOutput, _ outbox: any Outbox, _ report: Report
    ) {
        table = CSVTable(dialect, needs: layout.columns)
        self.layout = layout
        self.output = output
        self.outbox = outbox
        self.report = report
        rules = UserRules(layout)
    }

    /// Reads one file, of which `done` of `total` bytes went before; answers the output, to be gone on with. A fault of
    /// the table names the file.
    mutating func read(_ file: any StagedFile, after done: Int, of total: Int) throws(Fault) -> UserOutput {
        do throws(Fault) { return try readTable(file, after: done, of: total) } catch { throw error.about(file) }
    }

    private mutating func readTable(_ file: any StagedFile, after done: Int, of total: Int) throws(Fault) -> UserOutput
    {
        let before = report.tally.read
        let table = table
        let report = report
        report.file = PlacePath.readable(file.name)
        defer { report.file = nil }
        var bytes = done
        try file.eachChunk { chunk throws(Fault) in
            let demand = try table.read(chunk, report: report) { row, position throws(Fault) in
                try self.take(row, position)
                return .more
            }
            bytes += chunk.byteCount
            report.onProgress?(Progress(records: report.tally.read, bytes: bytes, total: total))
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
        return output
    }

    private mutating func take(_ row: borrowing TableRow, _ position: Position) throws(Fault) {
        report.tally.read += 1
        if row.isSound, try accept(row, position) {
            report.tally.accepted += 1
        } else {
            report.tally.rejected += 1
            try reject(row)
        }
    }

    private mutating func accept(_ row: borrowing TableRow, _ position: Position) throws(Fault) -> Bool {
        if mapping == nil, let header = table.header { mapping = UserMapping(layout, header) }
        // Taken out while it works (moved, not copied), so that its closure may change the rest. After a fault nothing
        // is read any more, so it need not be put back then.
        guard var mapping = mapping.take() else { return false }
        var isAccepted = false
        _ = try mapping.transform(row, at: position, report: report) { user, position throws(Fault) in
            guard rules.check(user, at: position, report: report), user.isSound else { return }
            try output.write(user)
            isAccepted = true
        }
        self.mapping = consume mapping
        return isAccepted
    }

    private mutating func reject(_ row: borrowing TableRow) throws(Fault) {
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

extension Fault {
    /// The refusal of a file as a sentence that begins with its name; other faults as they stand.
    func about(_ file: any StagedFile) -> Fault {
        let name = PlacePath.readable(file.name)
        guard disposition == .reject, !message.contains(name) else { return self }
        let words = "\(name): \(message)\(message.hasSuffix(".") ? "" : ".")"
        return Fault(code, disposition, words, remedy: remedy, context: context)
    }
}
