import Exchange
import Formats

/// The list of who changes and how, for people: `change,identifier,group,fields`, a line for each user that is not the
/// same as in the last load. People open it in a spreadsheet, so a cell that would be taken for a formula there has an
/// apostrophe in front.
struct ChangesWriter {
    private let outbox: any Outbox
    private var open: (sink: any ByteSink, writer: CSVWriter)?

    init(_ outbox: any Outbox) { self.outbox = outbox }

    mutating func write(_ change: String, _ identifier: String, _ group: String, _ fields: [String]) throws(Fault) {
        if open == nil {
            let sink = try outbox.open(.changes, suffix: "csv")
            var writer = CSVWriter(
                CSVDialect(delimiter: 0x2C, quote: 0x22, header: .named, encoding: .utf8),
                columns: ["change", "identifier", "group", "fields"])
            try writer.begin(sink)
            open = (sink, writer)
        }
        guard let sink = open?.sink else { return }
        let cells = [change, identifier, group, fields.joined(separator: " ")].map(ChangesWriter.safe)
        try open?.writer.write(cells, to: sink)
    }

    mutating func finish() throws(Fault) {
        guard let sink = open?.sink else { return }
        try open?.writer.finish(sink)
        try outbox.finish(sink)
        open = nil
    }

    /// `=`, `+`, `-` and `@` begin a formula, in full width too; some programs look behind blanks, invisible characters and
    /// quotes, and some cut cells at a semicolon, a tab or a line end whatever the file means.
    static func safe(_ text: String) -> [UInt8] {
        if let first = text.utf8.first, isPlain(first), !text.utf8.contains(where: ",;|\t\r\n".utf8.contains) {
            return Array(text.utf8)
        }
        var out: [Unicode.Scalar] = []
        var start: Int? = 0
        for scalar in text.unicodeScalars {
            if let place = start, formula.contains(scalar) {
                out.insert("'", at: place)
                start = nil
            }
            out.append(scalar)
            if cuts.contains(scalar) {
                start = out.count
            } else if !isNothing(scalar) {
                start = nil
            }
        }
        if let first = out.first, "\t\r\n".unicodeScalars.contains(first) { out.insert("'", at: 0) }
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: out)
        return Array(String(shown).utf8)
    }

    /// An ASCII letter or digit: nearly everything begins with one.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static let formula: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
    private static let cuts: Set<Unicode.Scalar> = [";", ",", "|", "\t", "\r", "\n"]

    /// What nobody sees before a value, or takes for a quote.
    private static func isNothing(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
            || scalar.properties.generalCategory == .control || scalar == "\"" || scalar == "'"
    }
}
