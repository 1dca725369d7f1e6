import Formats

extension TableFormat {
    /// How files are read, in plain English, a sentence a line.
    var explanation: [String] {
        switch self {
        case .csv(let dialect): [TableFormat.words(dialect)]
        }
    }

    private static func words(_ dialect: CSVDialect) -> String {
        let delimiter = dialect.delimiter == 9 ? "tabs" : "'\(Character(UnicodeScalar(dialect.delimiter)))'"
        let header =
            dialect.header == .named ? "whose first record names the columns" : "without a header (columns are 1, 2, …)"
        return "Reads a CSV file in \(dialect.encoding.rawValue) with cells separated by \(delimiter), \(header)."
    }
}
