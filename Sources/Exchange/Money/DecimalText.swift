/// Numbers as text. Without a style of its own a number has a point, no thousands separators, and a minus before it.
extension Decimal: CustomStringConvertible {
    /// The shortest form: `-3`, `0.5`, `1319.05`.
    package var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The shortest form, in ASCII.
    package func append(to bytes: inout [UInt8]) {
        if units < 0 { bytes.append(0x2D) }
        Decimal.append(units.magnitude, digits: scale, mark: 0x2E, to: &bytes)
    }

    /// The figures of `units` with a mark before the last `digits`, where there is a mark: at least one figure before it.
    package static func append(_ units: UInt128, digits: Int, mark: UInt8?, to bytes: inout [UInt8]) {
        // From the last figure to the first. 128 bits have at most 39 figures.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(40, digits + 1) + 1) { figures in
            var place = figures.count
            var count = 0
            func put(_ figure: UInt8) {
                if count == digits, digits > 0, let mark {
                    place -= 1
                    figures.initializeElement(at: place, to: mark)
                }
                place -= 1
                figures.initializeElement(at: place, to: 48 + figure)
                count += 1
            }
            var large = units
            while large > UInt128(UInt64.max) {
                put(UInt8(truncatingIfNeeded: large % 10))
                large /= 10
            }
            var rest = UInt64(large)
            while count <= digits || rest > 0 {
                put(UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: figures[place...]))
        }
    }

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
