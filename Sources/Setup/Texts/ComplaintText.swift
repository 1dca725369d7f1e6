import Exchange

/// Complaints as people read them: place, sentence, the line itself with a caret, and what is allowed. Plain text.
package enum ComplaintText {
    /// `source` gives the bytes of a file, for the line; where it gives none, the line is left out.
    ///
    ///     Profiles/sis-import.yaml:14:3: error: 'delimeter' is not a key of 'read' — did you mean 'delimiter'?
    ///         delimeter: ";"
    ///         ^
    ///         allowed: delimiter, encoding
    package static func lines(_ complaints: Complaints, source: (String) -> [UInt8]?) -> [String] {
        var texts: [String: String] = [:]
        // Two complaints may be about one line: what one hides, the other does not show.
        let hidden = Set(complaints.all.filter { !$0.showsLine }.map { Line(file: $0.mark.file, number: $0.mark.line) })
        return complaints.sorted().all.flatMap { complaint in
            let file = complaint.mark.file
            if texts[file] == nil { texts[file] = source(file).map { String(decoding: $0, as: UTF8.self) } ?? "" }
            let isHidden = hidden.contains(Line(file: file, number: complaint.mark.line))
            let shown = isHidden ? [] : excerpt(complaint.mark, of: texts[file] ?? "")
            return [headline(complaint)] + shown + allowed(complaint)
        }
    }

    private struct Line: Hashable {
        let file: String
        let number: Int
    }

    private static func headline(_ complaint: Complaint) -> String {
        let hint = complaint.nearest.map { " — did you mean '\($0)'?" } ?? ""
        return "\(complaint.mark): \(complaint.severity.rawValue): \(complaint.message)\(hint)"
    }

    private static func excerpt(_ mark: Mark, of text: String) -> [String] {
        guard let line = SourceLine.text(mark.line, of: text), !line.allSatisfy(\.isWhitespace),
            !SecretWords.occur(in: line)
        else { return [] }
        let scalars = line.unicodeScalars.drop { $0 == "\u{FEFF}" }
        let indent = min(mark.column - 1, scalars.prefix { $0 == " " || $0 == "\t" }.count)
        let shown = scalars.dropFirst(indent).prefix(100).map { $0.properties.isWhitespace ? " " : String($0) }
        let caret = String(repeating: " ", count: min(99, mark.column - 1 - indent)) + "^"
        return ["    " + shown.joined(), "    " + caret]
    }

    private static func allowed(_ complaint: Complaint) -> [String] {
        complaint.allowed.isEmpty ? [] : ["    allowed: " + complaint.allowed.joined(separator: ", ")]
    }
}
