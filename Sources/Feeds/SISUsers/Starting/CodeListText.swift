import Exchange

/// The list of a field's codes as a file beside the profile: each code seen, how often, and what it is in the library
/// system where that leaves no doubt.
struct CodeListText {
    let guess: ColumnGuess
    let path: String

    /// Nil where the column's codes are what the library system has already.
    init?(_ guess: ColumnGuess, path: (String) -> String) {
        guard guess.hasCodes else { return nil }
        let element = guess.target.element
        let isOwn = ["user_group", "campus_code", "statistic_category"].contains(element)
        let codes = guess.evidence.codes.sorted.map(\.code)
        guard isOwn || codes.contains(where: { CodeTargets.target(element, $0) != $0 }) else { return nil }
        self.guess = guess
        self.path = path(element)
    }

    private var field: String { guess.target.element }

    var list: ProfileDraft.List {
        let codes = guess.evidence.codes.sorted
        let isKnown = codes.contains { CodeTargets.target(field, $0.code) != nil }
        var lines = [
            "# What the codes of column \(ColumnGuess.comment(guess.name)) are in the library system, for '\(field)'.",
            "# Before each line stands in how many rows of the sample the code was seen. A code that is not here is",
            "# rejected with its row, and counted in the report as a new code.",
        ]
        lines.append(question(isKnown))
        lines.append("from,to")
        for (code, count) in codes { lines += line(code, count, isKnown) }
        return ProfileDraft.List(path: path, lines: lines)
    }

    private func question(_ isKnown: Bool) -> String {
        guard isKnown else {
            return
                "# TODO None of these codes is known: they stand as they are. Write the library system's own behind the commas."
        }
        switch field {
        case "user_group":
            return "# TODO Are these the user groups of your library system? It wants their codes, not their names."
        case "campus_code", "statistic_category":
            return "# TODO Does your library system have these very codes? They stand as they are."
        default: return "# Everything behind a comma is a code of the library system, not a name."
        }
    }

    private func line(_ code: String, _ count: Int, _ isKnown: Bool) -> [String] {
        let rows = "# \(count) row\(count == 1 ? "" : "s")"
        let cell = CodeListText.cell(code)
        if let target = CodeTargets.target(field, code) { return [rows, "\(cell),\(CodeListText.cell(target))"] }
        if !isKnown { return [rows, "\(cell),\(cell)"] }
        return [
            "\(rows). TODO What is '\(ColumnGuess.comment(code))' there? Write it behind the comma and take the # away.",
            "#\(cell),",
        ]
    }

    private static func cell(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy { !",;\"\t".unicodeScalars.contains($0) } && !text.hasPrefix("#")
        return isPlain
            ? text
            : "\""
                + text.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\""
    }
}

extension ColumnGuess {
    /// A name or code in a comment: one line, whatever is in it.
    static func comment(_ text: String) -> String { PlacePath.readable(text) }
}
