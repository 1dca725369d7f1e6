import Exchange
import Formats

/// Reads every row of every arrival, through the institution's own programs where there are any. Counts rows as read,
/// unless a record is more than a row.
struct TableWalk {
    private let format: TableFormat
    private let needs: [String]
    private let outside: (any OutsideTransformer)?
    private let report: Report
    private let countsRows: Bool

    init(
        _ format: TableFormat, _ needs: [String], _ outside: (any OutsideTransformer)?, _ report: Report,
        countsRows: Bool = true
    ) {
        self.countsRows = countsRows
        self.format = format
        self.needs = needs
        self.outside = outside
        self.report = report
    }

    /// The tables, for their rejects. `take` is given the arrival's number and its header with each row.
    func read(
        _ arrivals: [any StagedFile],
        _ take: (borrowing TableRow, Position, Int, TableHeader?) throws(Fault) -> Void
    ) throws(Fault) -> [any Table] {
        let total = arrivals.reduce(0) { $0 + $1.size }
        var tables: [any Table] = []
        var done = 0
        for (number, file) in arrivals.enumerated() {
            report.file = PlacePath.readable(file.name)
            defer { report.file = nil }
            let table = format.table(needs: OutsideTable.needs(needs, before: outside))
            let widened = outside.map { OutsideTable(table, $0, needs: needs) }
            let reader: any Table = if let widened { widened } else { table }
            do throws(Fault) {
                try file.eachChunk { chunk throws(Fault) in
                    let demand = try reader.read(chunk, report: report) { row, position throws(Fault) in
                        if countsRows { report.tally.read += 1 }
                        try take(row, position, number, reader.header)
                        return .more
                    }
                    done += chunk.byteCount
                    report.onProgress?(Progress(records: report.tally.read, bytes: done, total: total))
                    return demand
                }
                try reader.finish(report: report) { row, position throws(Fault) in
                    if countsRows { report.tally.read += 1 }
                    try take(row, position, number, reader.header)
                    return .more
                }
            } catch { throw error.about(file) }
            tables.append(table)
        }
        return tables
    }
}
