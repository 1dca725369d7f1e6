/// What the values of one column look like, in bounded memory and without one of them but the codes of few.
struct ColumnEvidence {
    private(set) var filled = 0
    private(set) var blank = 0
    private(set) var codes = CodeTally()
    private(set) var doubles = DoubleWatch()
    private(set) var dates = DateTrials()
    /// What stands behind the `@` of addresses.
    private(set) var domains = CodeTally()
    private(set) var shortest = Int.max
    private(set) var longest = 0
    private var digitsOnly = 0
    private var wordsOnly = 0
    private var emails = 0
    private var phones = 0
    private var withBlanks = 0

    /// `cell`: its bytes as UTF-8.
    mutating func note(_ cell: UnsafeBufferPointer<UInt8>) {
        let value = ColumnEvidence.trimmed(cell)
        guard !value.isEmpty else {
            blank += 1
            return
        }
        filled += 1
        codes.note(value)
        doubles.note(value)
        dates.note(value)
        shortest = min(shortest, value.count)
        longest = max(longest, value.count)
        look(value)
    }

    private mutating func look(_ value: UnsafeBufferPointer<UInt8>) {
        var (digits, letters, signs, blanks, at) = (0, 0, 0, 0, -1)
        for (index, byte) in value.enumerated() {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x20: blanks += 1
            case UInt8(ascii: "@"): at = at < 0 ? index : Int.max
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."),
                UInt8(ascii: "/"):
                signs += 1
            default: letters += 1
            }
        }
        if blanks > 0 { withBlanks += 1 }
        if digits == value.count { digitsOnly += 1 }
        if digits == 0, at < 0 { wordsOnly += 1 }
        if (6...15).contains(digits), letters == 0, at < 0 { phones += 1 }
        if at > 0, at < value.count - 3, blanks == 0, value[(at + 1)...].dropLast().contains(UInt8(ascii: ".")) {
            emails += 1
            domains.note(UnsafeBufferPointer(rebasing: value[(at + 1)...]))
        }
    }

    private static func trimmed(_ cell: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var range = cell.indices
        while let first = range.first, cell[first] <= 0x20 { range = (first + 1)..<range.upperBound }
        while let last = range.last, cell[last] <= 0x20 { range = range.lowerBound..<last }
        return UnsafeBufferPointer(rebasing: cell[range])
    }

    private func mostly(_ count: Int) -> Bool { filled > 0 && count * 20 >= filled * 19 }

    var areDigits: Bool { filled > 0 && digitsOnly == filled }
    var areEmails: Bool { mostly(emails) }
    var arePhones: Bool { mostly(phones) }
    var areWords: Bool { mostly(wordsOnly) }
    var isUnique: Bool { doubles.isUnique }
    /// One word each, some length, never the same: what an identifier looks like.
    var looksLikeIdentifiers: Bool {
        isUnique && blank == 0 && withBlanks == 0 && shortest >= 3 && longest <= 64 && !areEmails
            && dates.verdict == .none
    }
    /// Fourteen digits, never the same: what library cards carry (ANSI MH 10.8.3 Codabar with its check digit).
    var looksLikeBarcodes: Bool { isUnique && areDigits && shortest == 14 && longest == 14 }

    /// Nine in ten e-mail addresses have one domain: a mail system of one's own.
    var hasOneDomain: Bool {
        guard let most = domains.sorted.first, emails > 0 else { return false }
        return most.count * 10 >= emails * 9
    }

    /// Whether these may be shown as codes, where the column's name or what they are says that it holds codes: few, short,
    /// each again and again, and nothing that could be somebody's number or address.
    var areCodes: Bool {
        guard filled > 0, let distinct = codes.distinct, !areEmails, dates.verdict == .none else { return false }
        guard filled < 50 || distinct * 5 <= filled else { return false }
        return codes.counts?.keys.allSatisfy(ColumnEvidence.isCode) ?? false
    }

    private static func isCode(_ value: [UInt8]) -> Bool {
        !value.contains(UInt8(ascii: "@")) && value.count { $0 &- 48 < 10 } < 6
    }

    /// `unique, 9 digits`.
    var notes: [String] {
        guard filled > 0 else { return ["empty in the sample"] }
        let doubles = doubles.doubles
        let alike = isUnique ? "unique" : doubles == 1 ? "1 double" : "\(doubles) doubles"
        return [alike] + (areDigits ? [width] : [])
    }

    /// Of a column of digits.
    var width: String { (shortest == longest ? "\(longest)" : "\(shortest) to \(longest)") + " digits" }
}
