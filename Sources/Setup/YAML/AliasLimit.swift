import Exchange

/// Refuses a file with very many aliases before it is composed: each may stand for all the others, so that a page of
/// them unfolds to gigabytes. What merely looks like an alias counts too; comments do not.
enum AliasLimit {
    static let limit = 32

    static func check(_ text: String, file: String) throws(Complaints) {
        var count = 0
        var place = TextPlace()
        var (before, inComment): (Unicode.Scalar, Bool) = ("\n", false)
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\r" { inComment = false }
            if scalar == "#", isBlank(before) { inComment = true }
            if scalar == "*", !inComment, isBlank(before) || opens(before) { count += 1 }
            if count > limit {
                let mark = Mark(file: file, line: place.line, column: place.column)
                throw Complaints([Complaint(mark, key: "", "the file has more than \(limit) aliases ('*name')")])
            }
            place.advance(over: scalar)
            before = scalar
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    private static func opens(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "[" || scalar == "{" || scalar == "," || scalar == ":"
    }
}
