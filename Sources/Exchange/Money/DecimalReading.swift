/// How numbers are written in some file, and how they are read: exactly, or with a word on why not. Nothing is guessed: what
/// could be another number in another country is a problem.
package struct DecimalReading: Hashable, Sendable {
    /// The decimal mark, or either of two (EDIFACT without UNA: ISO 9735, 10.1).
    package let marks: [UInt8]
    /// What may stand between groups of three digits; nil where nothing may.
    package let grouping: UInt8?
    /// Whether a minus may stand behind the number (`12.50-`), as mainframes write it.
    package let mayTrail: Bool
    /// Whether a number in round brackets is negative, as accountants write it.
    package let mayBracket: Bool

    package init(
        marks: [UInt8] = [0x2E], grouping: UInt8? = nil, mayTrail: Bool = false, mayBracket: Bool = false
    ) {
        self.marks = marks
        self.grouping = grouping
        self.mayTrail = mayTrail
        self.mayBracket = mayBracket
    }

    /// A point, no groups, a minus before the number.
    package static let plain = DecimalReading()

    /// Digits behind the mark that a number from outside may have.
    package static let deepest = 9
    /// Digits before the mark that a number from outside may have.
    package static let longest = 18

    /// `text` without blanks around it.
    package func read(_ text: some Sequence<UInt8>) -> Result<Decimal, DecimalProblem> { readAll(Array(text)) }

    package func read(_ text: ArraySlice<UInt8>) -> Result<Decimal, DecimalProblem> {
        text.withUnsafeBufferPointer { read($0) }
    }

    package func read(_ text: UnsafeBufferPointer<UInt8>) -> Result<Decimal, DecimalProblem> {
        if let number = readCommon(text) { return .success(number) }
        return readAll(Array(text))
    }

    /// A number as nearly all are: a minus or none, and up to 18 figures with a mark among them. Nil where it has anything
    /// else about it, which may be a number all the same.
    private func readCommon(_ text: UnsafeBufferPointer<UInt8>) -> Decimal? {
        let isNegative = text.first == 0x2D
        var units: Int64 = 0
        var (figures, mark) = (0, -1)
        for index in (isNegative ? 1 : 0)..<text.count {
            let byte = text[index]
            if byte >= 0x30, byte <= 0x39 {
                figures += 1
                if figures > 18 { return nil }
                units = units &* 10 &+ Int64(byte &- 0x30)
            } else if mark < 0, figures > 0, byte != grouping, marks.contains(byte) {
                mark = figures
            } else {
                return nil
            }
        }
        let behind = mark < 0 ? 0 : figures - mark
        guard figures > 0, mark < 0 || behind > 0, behind <= DecimalReading.deepest else { return nil }
        return Decimal(small: isNegative ? -units : units, scale: behind)
    }

    private func readAll(_ text: [UInt8]) -> Result<Decimal, DecimalProblem> {
        var figures = text
        guard !figures.isEmpty else { return .failure(.blank) }
        guard let isNegative = sign(&figures) else { return .failure(.stranger) }
        return number(figures).map { isNegative ? -$0 : $0 }
    }

    /// Takes the sign off; nil where there are two.
    private func sign(_ figures: inout [UInt8]) -> Bool? {
        if mayBracket, figures.first == 0x28, figures.last == 0x29, figures.count > 2 {
            figures = Array(figures.dropFirst().dropLast())
            return true
        }
        if figures[0] == 0x2D || figures[0] == 0x2B { return figures.removeFirst() == 0x2D }
        if mayTrail, let last = figures.last, last == 0x2D || last == 0x2B { return figures.removeLast() == 0x2D }
        return false
    }

    private func number(_ figures: [UInt8]) -> Result<Decimal, DecimalProblem> {
        var units: Int128 = 0
        var (before, behind, sinceGroup) = (0, 0, 0)
        var mark: UInt8?
        var hasGroups = false
        for byte in figures {
            switch byte {
            case 0x30...0x39:
                if mark == nil { before += 1 } else { behind += 1 }
                sinceGroup += 1
                if before > DecimalReading.longest + leadingZeros(figures) { return .failure(.large) }
                if behind > DecimalReading.deepest, byte != 0x30 { return .failure(.deep) }
                if behind <= DecimalReading.deepest { units = units * 10 + Int128(byte - 0x30) }
            case let byte where marks.contains(byte) && mark == nil:
                if hasGroups, sinceGroup != 3 { return .failure(.groups) }
                mark = byte
            case let byte where byte == grouping && mark == nil:
                let fits = hasGroups ? sinceGroup == 3 : (1...3).contains(before)
                guard fits else { return .failure(.groups) }
                hasGroups = true
                sinceGroup = 0
            case 0x2E, 0x2C, 0x27: return .failure(.groups)
            default: return .failure(.stranger)
            }
        }
        if hasGroups, mark == nil, sinceGroup != 3 { return .failure(.groups) }
        // `.5` and `5.` may have lost a digit on their way.
        guard before > 0, mark == nil || behind > 0 else { return .failure(.bare) }
        return Decimal(units: units, scale: min(behind, DecimalReading.deepest)).map { .success($0) }
            ?? .failure(.large)
    }

    private func leadingZeros(_ figures: [UInt8]) -> Int { figures.prefix { $0 == 0x30 }.count }
}

/// Why a text is no number here.
package enum DecimalProblem: Error, Hashable, Sendable {
    case blank
    /// Something that is neither digit nor mark: letters, a currency sign, an exponent, two signs.
    case stranger
    /// A point or comma where none may stand: thousands separators, or the other country's decimal mark.
    case groups
    /// A mark without a digit before or behind it.
    case bare
    /// More than nine digits behind the mark.
    case deep
    case large

    /// To follow the number in a sentence: `'1.234,50' …`.
    package var words: String {
        switch self {
        case .blank: "is blank"
        case .stranger: "is no number: it holds something other than digits and one decimal mark"
        case .groups:
            "has a point or comma where none may stand, as a thousands separator or another decimal mark would"
        case .bare: "has a decimal mark without a digit on both sides of it"
        case .deep: "has more than \(DecimalReading.deepest) digits behind its decimal mark"
        case .large: "is larger than any amount of money"
        }
    }
}
