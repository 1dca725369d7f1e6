import Exchange
import Formats

/// Numbers as nearly all invoices write them: digits, one decimal mark with at most four digits behind it, no sign. In
/// ten-thousandths, so that adding and multiplying is adding and multiplying of machine words.
struct EDIPlainFigures {
    static let one: Int64 = 10_000
    static let cent: Int64 = 100
    /// Digits before the mark: sums of as many amounts as a message has room for stay in a word.
    private static let longest = 8
    /// As many copies of the dearest thing fit into a word, too.
    private static let mostCopies: Int64 = 100_000

    private let mark: UInt8
    private let other: UInt8

    /// Without a declared mark, either of two may stand.
    init(_ separators: EDISeparators) {
        let marks = separators.decimalMarks
        (mark, other) = (marks[0], marks[marks.count - 1])
    }

    /// nil for everything that is written in another way.
    @inline(__always)
    func read(_ row: EDIPlainRow, _ element: Int, _ component: Int) -> Int64? {
        guard let piece = row.piece(element, component), !piece.isEmpty, !piece.isDirty else { return nil }
        return read(row.raw(piece))
    }

    @inline(__always)
    private func read(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var value: Int64 = 0
        var behind = -1
        for index in 0..<text.count {
            let digit = text[index] &- 0x30
            if digit <= 9 {
                value = value &* 10 &+ Int64(digit)
                if behind >= 0 { behind += 1 }
            } else {
                guard text[index] == mark || text[index] == other, behind < 0, index > 0 else { return nil }
                behind = 0
            }
            if index > EDIPlainFigures.longest + 4 { return nil }
        }
        let before = behind < 0 ? text.count : text.count - behind - 1
        guard behind != 0, behind <= 4, before <= EDIPlainFigures.longest else { return nil }
        switch behind {
        case 2: return value &* 100
        case 1: return value &* 1000
        case 3: return value &* 10
        case 4: return value
        default: return value &* EDIPlainFigures.one
        }
    }

    /// A count of things; nil for none and for parts of one.
    @inline(__always)
    func count(_ row: EDIPlainRow, _ element: Int, _ component: Int) -> Int64? {
        guard let value = read(row, element, component), value > 0, value % EDIPlainFigures.one == 0 else { return nil }
        let whole = value / EDIPlainFigures.one
        return whole <= EDIPlainFigures.mostCopies ? whole : nil
    }

    /// To the cent, a half up.
    @inline(__always)
    static func rounded(_ value: Int64) -> Int64 { (value &+ cent / 2) / cent &* cent }

    static func decimal(_ value: Int64) -> Decimal { Decimal(units: Int128(value), scale: 4) ?? .zero }
}
