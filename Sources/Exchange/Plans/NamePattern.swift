/// A file name with placeholders in braces: `users_{date}_{run}.zip`.
package struct NamePattern: Hashable, Sendable, CustomStringConvertible {
    package enum Part: Hashable, Sendable {
        case text(String)
        case placeholder(Placeholder)
    }

    package let parts: [Part]

    package init(_ parts: [Part]) { self.parts = parts }

    /// Reads a pattern in which only `allowed` placeholders may stand. A brace cannot be part of a name.
    package init(_ text: String, allowed: Set<Placeholder>) throws(NamePatternProblem) {
        parts = try NamePattern.parse(Substring(text), allowed: allowed)
    }

    /// The placeholders that occur, in order.
    package var placeholders: [Placeholder] {
        parts.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } }
    }

    /// The name with every placeholder replaced; one without a value becomes nothing.
    package func filled(_ value: (Placeholder) -> String) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let placeholder): value(placeholder)
            }
        }.joined()
    }

    /// As it was written.
    package var description: String { filled { "{\($0.rawValue)}" } }

    private static func parse(_ text: Substring, allowed: Set<Placeholder>) throws(NamePatternProblem) -> [Part] {
        var parts: [Part] = []
        var rest = text
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
            guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { throw .brace }
            let word = String(rest[rest.index(after: brace)..<end])
            guard let placeholder = Placeholder(rawValue: word), allowed.contains(placeholder) else {
                throw .unknown(word)
            }
            parts.append(.placeholder(placeholder))
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty ? parts : parts + [.text(String(rest))]
    }
}
