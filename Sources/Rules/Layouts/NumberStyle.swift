import Exchange

/// How a target writes its numbers, to the last digit: a number that does not fit is a problem, never rounded.
package struct NumberStyle: Hashable, Sendable {
    package enum Sign: String, Hashable, Sendable, CaseIterable {
        case leading, trailing, brackets
        /// Only the amount is written; the sign must be told elsewhere.
        case dropped
        /// A number below zero is a problem.
        case refused
    }

    package enum Problem: Hashable, Sendable {
        case digits, negative, large

        package var words: String {
            switch self {
            case .digits: "has more digits behind its decimal mark than can be written here; none may be lost"
            case .negative: "is below zero, and the layout refuses such numbers ('sign: refused')"
            case .large: "is larger than can be written"
            }
        }
    }

    /// Exactly so many digits behind the mark; nil: as many as the number has.
    package var decimals: Int?
    /// The field with the currency, whose minor unit says how many digits; instead of `decimals`.
    package var currency: Int?
    /// Nil: none is written, so that cents stand there.
    package var mark: UInt8? = 0x2E
    package var grouping: UInt8?
    package var sign = Sign.leading
    /// The receiver's charges are our credits.
    package var isNegated = false

    package init() {}

    package static let plain = NumberStyle()

    /// What a reader of the file will take it for: without its sign where that is dropped, cents where there is no mark.
    package func written(_ number: Decimal, digits: Int?) -> Decimal {
        var number = isNegated ? -number : number
        if sign == .dropped { number = number.magnitude }
        guard mark == nil, let digits, let units = number.units(at: digits) else { return number }
        return Decimal(units: units, scale: 0) ?? number
    }

    /// Appends it. `digits` are those of the currency or `decimals`; `width` is filled with zeros behind the sign where
    /// `zeros` are wanted.
    package func append(
        _ value: Decimal, digits: Int?, zerosTo width: Int? = nil, to bytes: inout [UInt8]
    ) -> Problem? {
        let number = isNegated ? -value : value
        if number.isNegative, sign == .refused { return .negative }
        let digits = digits ?? number.scale
        if number.scale > digits { return .digits }
        guard let units = number.units(at: digits) else { return .large }
        var figures: [UInt8] = []
        put(units.magnitude, digits, &figures)
        let isSigned = number.isNegative && sign != .dropped
        let signs = isSigned ? (sign == .brackets ? 2 : 1) : 0
        if isSigned, sign == .leading { bytes.append(0x2D) }
        if isSigned, sign == .brackets { bytes.append(0x28) }
        for _ in 0..<max(0, (width ?? 0) - figures.count - signs) { bytes.append(0x30) }
        bytes.append(contentsOf: figures)
        if isSigned, sign == .trailing { bytes.append(0x2D) }
        if isSigned, sign == .brackets { bytes.append(0x29) }
        return nil
    }

    /// Figures from the last to the first, and then turned round.
    private func put(_ units: UInt128, _ digits: Int, _ figures: inout [UInt8]) {
        var rest = units
        var count = 0
        while count <= digits || rest > 0 {
            if count == digits, digits > 0, let mark { figures.append(mark) }
            if let grouping, count > digits, (count - digits) % 3 == 0 { figures.append(grouping) }
            if let small = UInt64(exactly: rest) {
                figures.append(UInt8(48 + small % 10))
                rest = UInt128(small / 10)
            } else {
                figures.append(UInt8(48 + rest % 10))
                rest /= 10
            }
            count += 1
        }
        figures.reverse()
    }

    /// A number as this style writes it, blanks around it or not; nil for anything else.
    package func read(_ text: some Collection<UInt8>) -> Decimal? {
        var figures = Array(text)
        while figures.last == 0x20 { figures.removeLast() }
        figures.removeFirst(figures.prefix { $0 == 0x20 }.count)
        guard mark == nil else {
            let marks = [mark ?? 0x2E]
            if let grouping { figures.removeAll { $0 == grouping } }
            let reading = DecimalReading(marks: marks, mayTrail: sign == .trailing, mayBracket: sign == .brackets)
            guard case .success(let number) = reading.read(figures) else { return nil }
            return number
        }
        let reading = DecimalReading(
            marks: [], grouping: nil, mayTrail: sign == .trailing, mayBracket: sign == .brackets)
        if let grouping { figures.removeAll { $0 == grouping } }
        guard case .success(let number) = reading.read(figures) else { return nil }
        return number
    }
}
