import Exchange

/// How a source writes its dates: `YYYY-MM-DD`, `DD.MM.YYYY`, `M/D/YYYY`, `YYYYMMDD`, `DD-MON-YYYY`.
///
/// `YYYY` is four digits; `MM` and `DD` two; `M` and `D` one or two; `MON` an English month of three letters, in capitals
/// or not; anything else stands for itself. There are no two-digit years: their century would be a guess. A `Z` or a time
/// (`T00:00:00`, ` 00:00`) after a whole date is not read over: it must be in the layout (`Z`) or it is no date.
package struct DateLayout: Hashable, Sendable, CustomStringConvertible {
    private enum Part: Hashable {
        case year
        case month(Int)
        case monthName
        case day(Int)
        case exactly(UInt8)
    }

    /// As it was written.
    package let description: String
    private let parts: [Part]
    /// Whether dates of this layout are ISO 8601 as they stand.
    package let isISO: Bool

    /// ISO 8601, what most systems write and what XML Schema calls `xs:date`.
    package static let iso = DateLayout(
        description: "YYYY-MM-DD", parts: [.year, .exactly(45), .month(2), .exactly(45), .day(2)])

    /// Nil unless year, month and day each occur once.
    package init?(_ text: String) {
        var parts: [Part] = []
        var rest = Array(text.utf8)[...]
        while let letter = rest.first {
            if rest.starts(with: Array("MON".utf8)) {
                parts.append(.monthName)
                rest = rest.dropFirst(3)
                continue
            }
            let run = rest.prefix { $0 == letter }.count
            let part: Part
            switch (letter, run) {
            case (UInt8(ascii: "Y"), 4): part = .year
            case (UInt8(ascii: "M"), 1...2): part = .month(run)
            case (UInt8(ascii: "D"), 1...2): part = .day(run)
            case (UInt8(ascii: "Y"), _), (UInt8(ascii: "M"), _), (UInt8(ascii: "D"), _): return nil
            default: part = .exactly(letter)
            }
            if case .exactly = part {
                parts.append(part)
                rest = rest.dropFirst()
            } else {
                parts.append(part)
                rest = rest.dropFirst(run)
            }
        }
        let kinds = parts.map { part in
            switch part {
            case .year: "Y"
            case .month, .monthName: "M"
            case .day: "D"
            case .exactly: ""
            }
        }
        guard kinds.joined().sorted() == ["D", "M", "Y"] else { return nil }
        self.init(description: text, parts: parts)
    }

    private init(description: String, parts: [Part]) {
        self.description = description
        self.parts = parts
        isISO = parts == [.year, .exactly(45), .month(2), .exactly(45), .day(2)]
    }

    /// The day that `text` names, or nil where it does not have this layout or the day does not exist.
    package func date(_ text: UnsafeBufferPointer<UInt8>) -> CivilDate? {
        var (at, year, month, day) = (0, 0, 0, 0)
        for part in parts {
            switch part {
            case .year: guard DateLayout.digits(text, &at, 4...4, &year) else { return nil }
            case .month(let width): guard DateLayout.digits(text, &at, width...2, &month) else { return nil }
            case .monthName: guard DateLayout.name(text, &at, &month) else { return nil }
            case .day(let width): guard DateLayout.digits(text, &at, width...2, &day) else { return nil }
            case .exactly(let byte):
                guard at < text.count, text[at] == byte else { return nil }
                at += 1
            }
        }
        return at == text.count ? CivilDate(year: year, month: month, day: day) : nil
    }

    private static let names = Array("JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC".utf8)

    private static func name(_ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ month: inout Int) -> Bool {
        guard at + 3 <= text.count else { return false }
        for candidate in 0..<12 where (0..<3).allSatisfy({ text[at + $0] & 0xDF == names[candidate * 3 + $0] }) {
            month = candidate + 1
            at += 3
            return true
        }
        return false
    }

    private static func digits(
        _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ count: ClosedRange<Int>, _ value: inout Int
    ) -> Bool {
        var taken = 0
        while taken < count.upperBound, at < text.count, text[at] &- 48 < 10 {
            value = value * 10 + Int(text[at] - 48)
            at += 1
            taken += 1
        }
        return taken >= count.lowerBound
    }
}
