/// A SHA-256 digest (FIPS 180-4) of a file's bytes, as 64 lower-case hexadecimal digits.
package struct ContentDigest: Hashable, Sendable, CustomStringConvertible {
    package let hex: String

    /// Nil unless `hex` is 64 lower-case hexadecimal digits.
    package init?(hex: String) {
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        self.hex = hex
    }

    /// From the 32 bytes of the digest.
    package init(bytes: [UInt8]) {
        precondition(bytes.count == 32, "a SHA-256 digest has 32 bytes")
        hex = String(unsafeUninitializedCapacity: 64) { text in
            for (index, byte) in bytes.enumerated() {
                text[index * 2] = ContentDigest.digit(byte >> 4)
                text[index * 2 + 1] = ContentDigest.digit(byte & 15)
            }
            return 64
        }
    }

    private static func digit(_ half: UInt8) -> UInt8 { half < 10 ? 48 + half : 87 + half }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        let values = hex.utf8.map { $0 < 97 ? $0 - 48 : $0 - 87 }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    /// The first eight digits: enough for a person to compare by eye, never for a decision.
    package var short: String { String(hex.prefix(8)) }
    package var description: String { hex }
}
