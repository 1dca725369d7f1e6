/// Values as bytes that only these values give: each is preceded by its length, a missing one differs from an empty one.
///
///     value   = length ":" bytes | "-"
///     length  = decimal digits, in bytes
struct Canonical {
    private(set) var bytes: [UInt8] = []
    /// Where each value stands in `bytes`; nil for a missing one.
    private(set) var values: [Range<Int>?] = []

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }

    mutating func add(_ text: String?) {
        guard var text else {
            bytes.append(UInt8(ascii: "-"))
            return values.append(nil)
        }
        text.withUTF8 { text in
            put(text.count)
            bytes.append(UInt8(ascii: ":"))
            values.append(bytes.count..<bytes.count + text.count)
            bytes.append(contentsOf: text)
        }
    }

    mutating func add(_ number: Int?) { add(number.map { String($0) }) }

    private mutating func put(_ number: Int) {
        if number >= 10 { put(number / 10) }
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}
