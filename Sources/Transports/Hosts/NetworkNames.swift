import Exchange

/// The shapes of what a connection over a network says. Nothing that begins with '-', which a program could take for an
/// option.
enum NetworkNames {
    /// A host's name, an IPv4 or an IPv6 address (without brackets).
    static func isHost(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 253 && !text.hasPrefix("-") && !text.hasPrefix(".")
            && text.utf8.allSatisfy { isLetter($0) || [0x2D, 0x2E, 0x3A, 0x5F].contains($0) }
            && (!text.contains(":") || text.count { $0 == ":" } >= 2)
    }

    /// `2027-06-30`.
    static func day(_ text: String) -> CivilDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        let numbers = parts.compactMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
        return numbers.count == 3 ? CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) : nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
