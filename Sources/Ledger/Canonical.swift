/// Values as bytes that only these values give: each is preceded by its length, a missing one differs from an empty one.
///
///     value   = length ":" bytes | "-"
///     length  = decimal digits, in bytes
struct Canonical {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: String?) {
        guard let text else { return bytes.append(UInt8(ascii: "-")) }
        bytes += Array(String(text.utf8.count).utf8)
        bytes.append(UInt8(ascii: ":"))
        bytes += Array(text.utf8)
    }

    mutating func add(_ number: Int?) { add(number.map { String($0) }) }
}
