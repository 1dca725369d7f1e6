/// The pieces of a POSIX TZ string, from left to right.
struct PosixZoneScanner {
    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    var atEnd: Bool { rest.isEmpty }
    var next: Character? { rest.first }

    mutating func skip(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    /// `CET`, or anything between `<` and `>`.
    mutating func name() -> String? {
        if skip("<") {
            let name = rest.prefix { $0 != ">" }
            rest = rest.dropFirst(name.count)
            return skip(">") ? String(name) : nil
        }
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest.dropFirst(name.count)
        return name.count >= 3 ? String(name) : nil
    }

    mutating func number() -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
        let negative = skip("-")
        if !negative { _ = skip("+") }
        guard let hours = number(), hours <= 167 else { return nil }
        let minutes = skip(":") ? number() : 0
        let seconds = skip(":") ? number() : 0
        guard let minutes, let seconds, minutes < 60, seconds < 60 else { return nil }
        let total = hours * 3600 + minutes * 60 + seconds
        return negative ? -total : total
    }
}
