/// Numbers as text. Without a style of its own a number has a point, no thousands separators, and a minus before it.
extension Decimal: CustomStringConvertible {
    /// The shortest form: `-3`, `0.5`, `1319.05`.
    package var description: String { text(digits: scale) }

    /// With exactly so many digits behind the point: `1319.050`. Digits are never lost: a number that has more keeps them.
    package func text(digits: Int) -> String {
        let digits = max(digits, scale)
        var figures = String(units.magnitude)
        if figures.count <= scale { figures = String(repeating: "0", count: scale + 1 - figures.count) + figures }
        let whole = figures.dropLast(scale)
        let behind = figures.suffix(scale) + String(repeating: "0", count: digits - scale)
        return (units < 0 ? "-" : "") + whole + (behind.isEmpty ? "" : "." + behind)
    }

    /// As people read money: `1,319.05`, with at least so many digits behind the point.
    package func grouped(digits: Int) -> String {
        let text = magnitude.text(digits: digits)
        let whole = text.prefix { $0 != "." }
        var grouped = ""
        for (index, figure) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(figure)
        }
        return (isNegative ? "-" : "") + grouped + text.dropFirst(whole.count)
    }

    /// A number as XML Schema's `decimal` and this program's own files have it. Nil for anything else.
    package init?(_ text: String) {
        guard case .success(let number) = DecimalReading.plain.read(text.utf8) else { return nil }
        self = number
    }
}

/// As a text, since JSON's numbers are read as floating point by many.
extension Decimal: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let number = Decimal(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no decimal number")
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
