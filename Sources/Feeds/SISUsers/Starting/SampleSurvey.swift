import Exchange
import Formats

/// A sample read with one dialect: what each column holds. At most so many rows are read.
struct SampleSurvey {
    static let mostRows = 200_000
    /// Columns behind these are read over.
    private static let mostColumns = 1000

    private(set) var rows = 0
    /// Records that could not be taken, or of another width.
    private(set) var unsound = 0
    private(set) var columns: [ColumnEvidence] = []
    /// The first record, which may be the header.
    private(set) var first: [String] = []
    private var width = 0
    private var skipsFirst: Bool

    /// Reads `file`; the first record counts as a row unless the dialect says that it names the columns.
    static func of(_ file: any StagedFile, _ dialect: CSVDialect) throws(Fault) -> SampleSurvey {
        var plain = dialect
        plain.header = .none
        return try of(file, CSVReader(plain), skipsFirst: dialect.header == .named)
    }

    /// Reads `file` with a reader of rows that all have as many cells.
    static func of(
        _ file: any StagedFile, _ reader: some Reader<TableRow> & AnyObject, skipsFirst: Bool = false
    ) throws(Fault) -> SampleSurvey {
        var survey = SampleSurvey(skipsFirst: skipsFirst)
        var reader = reader
        let report = Report(keptPerRule: 1)
        try file.eachChunk { chunk throws(Fault) in
            try reader.read(chunk, report: report) { row, _ throws(Fault) in
                try survey.take(row)
                return survey.rows < mostRows ? .more : .enough
            }
        }
        if survey.rows < mostRows {
            try reader.finish(report: report) { row, _ throws(Fault) in
                try survey.take(row)
                return .more
            }
        }
        return survey
    }

    /// Only these columns, in this order.
    mutating func keep(_ places: [Int]) {
        columns = places.filter(columns.indices.contains).map { columns[$0] }
    }

    private init(skipsFirst: Bool) { self.skipsFirst = skipsFirst }

    private mutating func take(_ row: borrowing TableRow) throws(Fault) {
        if width == 0, row.isSound {
            width = row.count
            first = (0..<row.count).map { [row = copy row] in row.string($0) }
            columns = Array(repeating: ColumnEvidence(), count: min(width, SampleSurvey.mostColumns))
            if skipsFirst {
                skipsFirst = false
                return
            }
        }
        rows += 1
        guard row.isSound, row.count == width else {
            unsound += 1
            return
        }
        try row.withText { text throws(Fault) in
            for column in columns.indices {
                columns[column].note(UnsafeBufferPointer(rebasing: text[row.range(column)]))
            }
        }
    }
}
