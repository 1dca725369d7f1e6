/// Puts a mask over one key of a text without moving anything else.
enum KeyMask {
    /// The text with the key at that place, plain or in quotes, replaced by as many masks; nil where the key is not
    /// written there letter by letter.
    static func mask(
        _ key: String, line: Int, column: Int, in text: String, _ mask: Unicode.Scalar
    ) -> String? {
        var scalars = Array(text.unicodeScalars)
        let wanted = Array(key.unicodeScalars)
        guard !wanted.isEmpty, let start = offset(of: line, column, in: scalars) else { return nil }
        let first = scalars[start] == "\"" || scalars[start] == "'" ? start + 1 : start
        guard scalars[first...].starts(with: wanted) else { return nil }
        for at in first..<first + wanted.count { scalars[at] = mask }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func offset(of line: Int, _ column: Int, in scalars: [Unicode.Scalar]) -> Int? {
        var place = TextPlace()
        for (offset, scalar) in scalars.enumerated() {
            if place.line == line, place.column == column { return offset }
            place.advance(over: scalar)
        }
        return nil
    }
}
