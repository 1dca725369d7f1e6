import Exchange

/// A number of a product, judged by its digits: vendors put a thirteen-digit ISBN under any qualifier.
package struct EDIIdentifier: Hashable, Sendable, Encodable {
    package enum Kind: String, Hashable, Sendable, Encodable {
        case isbn
        case issn
        case ismn
        case ean
        case upc
        case sici
        /// The vendor's own.
        case supplier
        case other
    }

    /// As it was written.
    package let text: Sited<String>
    /// 7143: `EN`, `IB`, `SA`; often wrong.
    package let qualifier: String
    package let kind: Kind
    /// Whether its check digit is right; nil where it has none.
    package let isSound: Bool?
    /// Without hyphens; an ISBN with thirteen digits.
    package let plain: String

    init(_ text: Sited<String>, _ qualifier: String) {
        self.text = text
        self.qualifier = qualifier
        let signs = Array(text.value.uppercased().utf8.filter { $0 != 0x2D && $0 != 0x20 })
        let judged = EDIIdentifier.judge(signs, qualifier)
        (kind, isSound) = (judged.kind, judged.isSound)
        plain =
            judged.kind == .isbn && signs.count == 10 && judged.isSound == true
            ? EDIIdentifier.thirteen(signs) : String(decoding: signs, as: UTF8.self)
    }

    private static func judge(_ signs: [UInt8], _ qualifier: String) -> (kind: Kind, isSound: Bool?) {
        let digits = signs.allSatisfy { (0x30...0x39).contains($0) }
        if qualifier == "SI" || signs.contains(0x28) { return (.sici, nil) }
        switch signs.count {
        case 13 where digits: return article(signs, qualifier)
        case 12 where digits && (qualifier == "UP" || CheckDigit.article(signs)):
            return (.upc, CheckDigit.article(signs))
        case 10 where isNumber(signs) && (CheckDigit.isbn10(signs) || qualifier == "IB" || qualifier == "EN"):
            return (.isbn, CheckDigit.isbn10(signs))
        case 8 where isNumber(signs) && (CheckDigit.issn(signs) || qualifier == "IS"):
            return (.issn, CheckDigit.issn(signs))
        default: return (qualifier == "SA" ? .supplier : qualifier == "IM" ? .ismn : .other, nil)
        }
    }

    /// Thirteen digits: a book, a serial, printed music, or some other article.
    private static func article(_ signs: [UInt8], _ qualifier: String) -> (kind: Kind, isSound: Bool?) {
        let isSound = CheckDigit.article(signs)
        let start = String(decoding: signs.prefix(4), as: UTF8.self)
        if start == "9790" { return (.ismn, isSound) }
        if start.hasPrefix("978") || start.hasPrefix("979") { return (.isbn, isSound) }
        if start.hasPrefix("977") { return (.issn, isSound) }
        // Any thirteen digits may be a vendor's own number.
        return isSound || qualifier != "SA" ? (.ean, isSound) : (.supplier, nil)
    }

    /// Digits, of which the last may be an X.
    private static func isNumber(_ signs: [UInt8]) -> Bool {
        signs.dropLast().allSatisfy { (0x30...0x39).contains($0) }
            && (signs.last == 0x58 || (0x30...0x39).contains(signs.last ?? 0))
    }

    private static func thirteen(_ signs: [UInt8]) -> String {
        let start = Array("978".utf8) + signs.prefix(9)
        return String(decoding: start + [CheckDigit.articleDigit(start)], as: UTF8.self)
    }
}

/// The check digits of books, serials and articles.
enum CheckDigit {
    /// GS1: every second digit three times (EAN-13, ISBN-13, UPC).
    static func article(_ signs: [UInt8]) -> Bool {
        signs.last == articleDigit(Array(signs.dropLast()))
    }

    static func articleDigit(_ start: [UInt8]) -> UInt8 {
        var sum = 0
        for (place, sign) in start.reversed().enumerated() { sum += Int(sign - 0x30) * (place % 2 == 0 ? 3 : 1) }
        return UInt8(0x30 + (10 - sum % 10) % 10)
    }

    /// ISO 2108 before 2007: weights 10 to 1, modulo 11.
    static func isbn10(_ signs: [UInt8]) -> Bool { isDivisibleByEleven(signs, from: 10) }

    /// ISO 3297: weights 8 to 1, modulo 11.
    static func issn(_ signs: [UInt8]) -> Bool { isDivisibleByEleven(signs, from: 8) }

    private static func isDivisibleByEleven(_ signs: [UInt8], from weight: Int) -> Bool {
        var sum = 0
        for (place, sign) in signs.enumerated() {
            sum += (weight - place) * (sign == 0x58 ? 10 : Int(sign) - 0x30)
        }
        return sum % 11 == 0
    }
}
