/// Whole numbers written to another base than ten, so that a long id fits a short field.
enum WholeNumber {
    /// Digits beyond nine are letters.
    static let bases = 2...36

    /// Rewrites `bytes[start...]`, at most 18 digits and nothing else, with capitals for digits beyond nine; false where it
    /// is something else, which then stands as it was.
    static func rewrite(_ bytes: inout [UInt8], from start: Int, _ base: Int) -> Bool {
        let digits = bytes[start...]
        guard (1...18).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        bytes.removeSubrange(start...)
        bytes.append(contentsOf: String(number, radix: base, uppercase: true).utf8)
        return true
    }
}
