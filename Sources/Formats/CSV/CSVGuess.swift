/// What a file seems to be, and how sure that is.
package struct CSVGuess: Hashable, Sendable {
    package var encoding: TextEncoding = .utf8
    package var delimiter: UInt8 = UInt8(ascii: ",")
    package var hasHeader = false
    /// Cells in most of the records seen.
    package var columns = 0
    /// Percent. Below 50 nobody should act on it unasked.
    package var confidence = 0
    /// What the file is instead, where it is no table: "a gzip file".
    package var notCSV: String?

    package var dialect: CSVDialect {
        CSVDialect(delimiter: delimiter, header: hasHeader ? .named : .none, encoding: encoding)
    }

    /// For a report: what was guessed and how sure it is.
    package var sentence: String {
        if let notCSV { return "This is \(notCSV), not CSV text." }
        let header = hasHeader ? "with a header" : "without a header"
        return "Guessed (\(confidence) %): CSV in \(encoding.rawValue), \(columns) columns separated by "
            + "\(CSVDelimiters.name(delimiter)), \(header)."
    }
}
