extension Template {
    /// Why a text is no template; completes "the template …".
    struct Problem: Error, Hashable {
        let words: String
    }

    init(_ text: String) throws(Problem) {
        var parts: [Part] = []
        var plain = ""
        var rest = text[...]
        while let letter = rest.popFirst() {
            guard letter == "{" || letter == "}" else {
                plain.append(letter)
                continue
            }
            if rest.first == letter {
                plain.append(letter)
                rest.removeFirst()
                continue
            }
            if letter == "}" { throw Problem(words: "closes a '}' that is not open; a brace itself is written '}}'") }
            if !plain.isEmpty { parts.append(.text(plain)) }
            plain = ""
            parts.append(try Template.column(&rest))
        }
        if !plain.isEmpty { parts.append(.text(plain)) }
        self.init(description: text, parts: parts)
    }

    /// What follows a `{`, up to its `}`. A column may have pairs of its own: `{role{campus}}`.
    private static func column(_ rest: inout Substring) throws(Problem) -> Part {
        var depth = 1
        let end = rest.firstIndex { letter in
            depth += letter == "{" ? 1 : letter == "}" ? -1 : 0
            return depth == 0
        }
        guard let end else {
            throw Problem(words: "has a '{' that is not closed; a brace itself is written '{{'")
        }
        let name = rest[..<end]
        rest = rest[rest.index(after: end)...]
        let mayBeBlank = name.last == "?"
        let column = String(mayBeBlank ? name.dropLast() : name)
        guard !column.isEmpty else {
            throw Problem(words: "names no column between '{' and '}'; a brace itself is written '{{' or '}}'")
        }
        return .column(column, mayBeBlank: mayBeBlank)
    }
}
