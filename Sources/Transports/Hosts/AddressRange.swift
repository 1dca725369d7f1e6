/// The addresses that begin with the same bits: `203.0.113.0/24` (RFC 4632), `2001:db8::/32`, or one address.
struct AddressRange: Hashable, Sendable {
    let first: HostAddress
    /// How many leading bits are given.
    let bits: Int

    /// Nil for what is no range, one with bits set behind the given ones included (`10.1.2.3/8`): somebody meant another.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = HostAddress(String(parts[0])), address.scope == 0 else { return nil }
        let width = address.bytes.count * 8
        guard parts.count == 2 else {
            self.init(first: address.plain, bits: address.plain.bytes.count * 8)
            return
        }
        guard let bits = AddressRange.number(parts[1]), bits <= width else { return nil }
        let range = AddressRange(first: address, bits: bits)
        guard (bits..<width).allSatisfy({ !range.isSet($0) }) else { return nil }
        // Addresses are judged as the IPv4 ones they stand for, so a range of mapped ones is one of IPv4.
        let isWrapped = address.plain.isIPv4 && !address.isIPv4
        guard !isWrapped || bits >= 96 else { return nil }
        self.init(first: address.plain, bits: isWrapped ? bits - 96 : bits)
    }

    private init(first: HostAddress, bits: Int) {
        self.first = first
        self.bits = bits
    }

    func contains(_ address: HostAddress) -> Bool {
        let plain = address.plain
        guard plain.bytes.count == first.bytes.count else { return false }
        let whole = bits / 8
        guard plain.bytes[..<whole] == first.bytes[..<whole] else { return false }
        guard bits % 8 > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xff00 >> (bits % 8))
        return plain.bytes[whole] & mask == first.bytes[whole] & mask
    }

    private func isSet(_ bit: Int) -> Bool { first.bytes[bit / 8] & (0x80 >> UInt8(bit % 8)) != 0 }

    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (48...57).contains($0) } && text.utf8.count <= 3 ? Int(text) : nil
    }
}
