import Exchange
import Formats

/// Looks at the value of one element.
struct ForeignValue {
    private let record: XMLRecord
    private let index: Int
    private let kind: ForeignSchema.Element
    private let path: () -> String
    private let text: Range<Int>

    init(_ record: XMLRecord, _ index: Int, _ kind: ForeignSchema.Element, _ path: @escaping @autoclosure () -> String)
    {
        self.record = record
        self.index = index
        self.kind = kind
        self.path = path
        text = record.trimmed(record.elements[index].text)
    }

    func check(_ user: inout ForeignUserFindings, _ said: inout Set<String>) {
        switch kind.kind {
        case .date: date(&user)
        case .dateTime: dateTime(&user)
        case .boolean: boolean(&user)
        case .text(let limit):
            if let limit { length(limit, &user) }
            if kind.isCode { label(&user, &said) }
        case .parts, .open: break
        }
    }

    private func date(_ user: inout ForeignUserFindings) {
        if text.isEmpty {
            return user.add(.warning, .userDate, index, path(), "an empty date; loads accept it, the schema does not")
        }
        if ForeignValue.isDate(record.bytes[text]) { return }
        user.add(.error, .userDate, index, path(), "the value is no date as YYYY-MM-DD")
    }

    private func dateTime(_ user: inout ForeignUserFindings) {
        let bytes = record.bytes[text]
        if bytes.isEmpty
            || bytes.count >= 19 && ForeignValue.isDate(bytes.prefix(10)) && bytes.dropFirst(10).first == 0x54
        {
            return
        }
        user.add(.error, .userDate, index, path(), "the value is no date and time as YYYY-MM-DDThh:mm:ss")
    }

    private func boolean(_ user: inout ForeignUserFindings) {
        if text.isEmpty { return }
        if ForeignValue.boolean(record.text(text)) != nil { return }
        user.add(.error, .userBoolean, index, path(), "the value is neither 'true' nor 'false'")
    }

    private func length(_ limit: Int, _ user: inout ForeignUserFindings) {
        let whole = record.elements[index].text
        if whole.count <= limit { return }
        let characters = record.bytes[whole].count { $0 & 0xC0 != 0x80 }
        if characters <= limit { return }
        user.add(.error, .userLength, index, path(), "\(characters) characters, and at most \(limit) fit")
    }

    /// A label where a code is wanted: words with blanks between them; said once for each field and value.
    private func label(_ user: inout ForeignUserFindings, _ said: inout Set<String>) {
        let bytes = record.bytes[text]
        if bytes.isEmpty { return }
        let isCountry = kind.name == "country"
        let isFine = isCountry ? ForeignValue.isCountryCode(bytes) : !bytes.contains(0x20)
        if isFine { return }
        guard said.count < 1000, said.insert("\(kind.name) \(record.text(text))").inserted else { return }
        let wanted = isCountry ? "a country's code has three capital letters" : "codes have no blanks in them"
        user.add(
            .warning, .userLabel, index, path(), "the value looks like a label, not like a code: \(wanted) (said once)")
    }

    private static func isCountryCode(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 3 && bytes.allSatisfy { (0x41...0x5A).contains($0) }
    }

    /// `xs:boolean`; nil where it is none.
    static func boolean(_ text: String) -> Bool? {
        switch text {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    /// `xs:date`: `2026-11-21`, with `Z` or an offset.
    static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard civil(bytes) != nil else { return false }
        let zone = Array(bytes.dropFirst(10))
        if zone.isEmpty || zone == [0x5A] { return true }
        return zone.count == 6 && (zone[0] == 0x2B || zone[0] == 0x2D) && zone[3] == 0x3A
            && [zone[1], zone[2], zone[4], zone[5]].allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func civil(_ bytes: ArraySlice<UInt8>) -> CivilDate? {
        let first = Array(bytes.prefix(10))
        guard first.count == 10, first[4] == 0x2D, first[7] == 0x2D else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            first[range].reduce(0) { sum, byte in
                sum.flatMap { (0x30...0x39).contains(byte) ? $0 * 10 + Int(byte - 0x30) : nil }
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}
