import Formats

/// Identifiers of which there is nothing to say: their check digits are right, or they have none.
enum EDIPlainIdentifier {
    /// The one whose first piece is at `index`, its qualifier behind it. False sends an invoice the long way: it says nothing
    /// against the identifier.
    @inline(__always)
    static func isPlain(_ row: EDIPlainRow, _ index: Int) -> Bool {
        let piece = row[index]
        if piece.isEmpty { return true }
        if piece.isDirty { return false }
        let text = row.raw(piece)
        if text.count == 13, thirteen(text) { return true }
        guard let count = significant(text) else { return false }
        // What has hyphens is judged without them, by whoever takes the time.
        if count != text.count { return count != 13 && count != 12 && count != 10 && count != 8 }
        let second = row.component(2, after: index)
        if second?.isDirty == true { return false }
        let qualifier = second.map { EDIPlainCode(row.raw($0)) } ?? ""
        switch text.count {
        case 13: return !isNumber(text) || text[12] == 0x58
        case 12: return qualifier != "UP"
        case 10: return (qualifier != "IB" && qualifier != "EN") || ten(text, from: 10) || !isNumber(text)
        case 8: return qualifier != "IS" || ten(text, from: 8) || !isNumber(text)
        default: return true
        }
    }

    /// Signs beside hyphens and blanks; nil where there are others than those of ASCII, or one that is read as a capital.
    @inline(__always)
    private static func significant(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var count = 0
        for byte in text {
            if byte < 0x20 || byte > 0x7E || byte == 0x78 { return nil }
            if byte != 0x20, byte != 0x2D { count &+= 1 }
        }
        return count
    }

    /// Digits, of which the last may be an X.
    @inline(__always)
    private static func isNumber(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in 0..<text.count where text[index] &- 0x30 > 9 {
            guard index == text.count - 1, text[index] == 0x58 else { return false }
        }
        return true
    }

    /// Thirteen digits with the check digit of GS1.
    @inline(__always)
    private static func thirteen(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var sum = 0
        for index in 0..<13 {
            let digit = text[index] &- 0x30
            if digit > 9 { return false }
            sum &+= Int(digit) &* (index & 1 == 0 ? 1 : 3)
        }
        return sum % 10 == 0
    }

    /// Weights from `weight` down to 1, modulo 11.
    @inline(__always)
    private static func ten(_ text: UnsafeBufferPointer<UInt8>, from weight: Int) -> Bool {
        guard isNumber(text) else { return false }
        var sum = 0
        for index in 0..<weight {
            sum &+= (weight &- index) &* (text[index] == 0x58 ? 10 : Int(text[index]) &- 0x30)
        }
        return sum % 11 == 0
    }
}
