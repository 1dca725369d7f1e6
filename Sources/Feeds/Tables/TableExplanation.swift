import Formats

extension TableFormat {
    /// How files are read, in plain English, a sentence a line.
    var explanation: [String] {
        switch self {
        case .csv(let dialect): [TableFormat.words(dialect)]
        case .fixed(let layout): TableFormat.words(layout)
        case .json(let layout): [TableFormat.words(layout)]
        case .xml(let layout): TableFormat.words(layout)
        }
    }

    private static func words(_ layout: JSONLayout) -> String {
        switch layout.shape {
        case .lines: "Reads a file with one JSON object in each line (JSON Lines); columns are paths into it."
        case .text(let keys) where keys.isEmpty:
            "Reads a JSON file whose outermost list holds the records; columns are paths into a record."
        case .text(let keys):
            "Reads a JSON file whose records are in the list '\(keys.joined(separator: "."))'; columns are paths into a "
                + "record."
        }
    }

    private static func words(_ layout: XMLLayout) -> [String] {
        let space = layout.namespace.map { " of the namespace '\($0)'" } ?? ""
        let first =
            "Reads an XML document in which each element <\(layout.record)>\(space) is a record; columns are paths into a "
            + "record."
        return [first] + (layout.count.map { ["The root's attribute '\($0)' says how many records there are."] } ?? [])
    }

    private static func words(_ layout: FixedLayout) -> [String] {
        let unit = layout.encoding == .utf8 || layout.encoding.unit == 2 ? "characters" : "bytes"
        let width = layout.width.map { " of \($0) \(unit)" } ?? ""
        let ends = layout.hasLineEnds ? "a line\(width)" : "\(layout.width ?? 0) \(unit), without line ends"
        let first =
            "Reads text in \(layout.encoding.rawValue) with columns of fixed width; each record is \(ends). Places count "
            + "\(unit) from 1:"
        return [first] + layout.columns.map { "  \($0.name): \(place($0.place))" } + segments(layout)
    }

    private static func segments(_ layout: FixedLayout) -> [String] {
        guard let segments = layout.segments else { return [] }
        let types = segments.types.map { "\($0.name) ('\($0.code)')" }.joined(separator: ", ")
        let kinds = segments.type.map { "; its type is at \(place($0)): \(types)" } ?? ""
        return [
            "  From \(segments.start + 1) on, up to \(segments.most) parts of \(segments.length) each "
                + "(\(segments.name)1, …)\(kinds):"
        ] + segments.columns.map { "    \($0.name): \(place($0.place))" }
    }

    /// As people count.
    private static func place(_ range: Range<Int>) -> String { "\(range.lowerBound + 1)-\(range.upperBound)" }

    private static func words(_ dialect: CSVDialect) -> String {
        let delimiter = dialect.delimiter == 9 ? "tabs" : "'\(Character(UnicodeScalar(dialect.delimiter)))'"
        let header =
            dialect.header == .named ? "whose first record names the columns" : "without a header (columns are 1, 2, …)"
        return "Reads a CSV file in \(dialect.encoding.rawValue) with cells separated by \(delimiter), \(header)."
    }
}
