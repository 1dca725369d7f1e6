import Exchange

/// Finds the quote somebody forgot to close: YAML lets it run on until the next one opens, and only then complains.
enum UnclosedQuote {
    /// The first line up to `last` whose value starts with a quote that does not close on the same line.
    static func mark(upTo last: Mark, in text: String) -> Mark? {
        let scalars = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.prefix(last.line)
        for (index, line) in scalars.enumerated() {
            guard let column = opening(Array(line)) else { continue }
            return Mark(file: last.file, line: index + 1, column: column)
        }
        return nil
    }

    private static func opening(_ line: [Unicode.Scalar]) -> Int? {
        for at in line.indices where line[at] == "\"" || line[at] == "'" {
            let before = line[..<at].last { $0 != " " }
            guard at > 0, line[at - 1] == " ", before == ":" || before == "-" else { return nil }
            return line[at...].filter { $0 == line[at] }.count.isMultiple(of: 2) ? nil : at + 1
        }
        return nil
    }
}
