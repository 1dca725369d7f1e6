import Exchange

/// The name of the billing term a day lies in: from each of these days of a year on, another text.
///
///     term: {date: transaction_date, from: {01-01: "{YYYY}SP", 05-01: "{YYYY}SU", 08-01: "{YYYY+1}FA"}}
package struct TermRule: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case text(String)
        /// The day's year, moved, in four digits or two.
        case year(moved: Int, digits: Int)
    }

    struct Start: Hashable, Sendable {
        let month: Int
        let day: Int
        let parts: [Part]
        /// As it was written.
        let text: String
    }

    /// A field with a date; nil: the day of the run.
    package let field: Int?
    /// In the order of the year; the first is 1 January.
    let starts: [Start]

    package func append(_ date: CivilDate, to bytes: inout [UInt8]) {
        guard let start = starts.last(where: { ($0.month, $0.day) <= (date.month, date.day) }) else { return }
        for part in start.parts {
            switch part {
            case .text(let text): bytes.append(contentsOf: text.utf8)
            case .year(let moved, let digits):
                let year = max(0, date.year + moved)
                bytes.append(contentsOf: padded(digits == 2 ? year % 100 : year, digits).utf8)
            }
        }
    }

    /// `{YYYY}SP`, `1{YY+1}4`; nil where a brace holds anything else.
    static func parts(_ text: String) -> [Part]? {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"),
                let year = year(rest[rest.index(after: open)..<close])
            else { return nil }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(year)
            rest = rest[rest.index(after: close)...]
        }
        if rest.contains("}") { return nil }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return parts
    }

    private static func year(_ text: Substring) -> Part? {
        let letters = text.prefix { $0 == "Y" }.count
        guard letters == 2 || letters == 4 else { return nil }
        let moved = text.dropFirst(letters)
        if moved.isEmpty { return .year(moved: 0, digits: letters) }
        guard let count = Int(moved), moved.first == "+" || moved.first == "-", abs(count) < 100 else { return nil }
        return .year(moved: count, digits: letters)
    }
}
