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
        let isSigned = number.isNegative && sign != .dropped
        let signs = isSigned ? (sign == .brackets ? 2 : 1) : 0
        if isSigned, sign == .leading { bytes.append(0x2D) }
        if isSigned, sign == .brackets { bytes.append(0x28) }
        let start = bytes.count
        if let grouping {
            group(units.magnitude, digits, grouping, &bytes)
        } else {
            Decimal.append(units.magnitude, digits: digits, mark: mark, to: &bytes)
        }
        if let width {
            let missing = width - (bytes.count - start) - signs
            if missing > 0 { bytes.insert(contentsOf: repeatElement(0x30, count: missing), at: start) }
        }
        if isSigned, sign == .trailing { bytes.append(0x2D) }
        if isSigned, sign == .brackets { bytes.append(0x29) }
        return nil
    }

    /// Figures from the last to the first, and then turned round.
    private func group(_ units: UInt128, _ digits: Int, _ grouping: UInt8, _ figures: inout [UInt8]) {
        let start = figures.count
        var rest = units
        var count = 0
        while count <= digits || rest > 0 {
            if count == digits, digits > 0, let mark { figures.append(mark) }
            if count > digits, (count - digits) % 3 == 0 { figures.append(grouping) }
            figures.append(UInt8(48 + rest % 10))
            rest /= 10
            count += 1
        }
        figures[start...].reverse()
    }

    /// A number as this style writes it, blanks around it or not; nil for anything else.
    package func read(_ text: some Collection<UInt8>) -> Decimal? {
        let text = Array(text)
        return text.withUnsafeBufferPointer { read($0) }
    }

    package func read(_ text: UnsafeBufferPointer<UInt8>) -> Decimal? {
        var (start, end) = (0, text.count)
        while start < end, text[start] == 0x20 { start += 1 }
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        let figures = UnsafeBufferPointer(rebasing: text[start..<end])
        let read: Result<Decimal, DecimalProblem>
        if let grouping {
            read = reading.read(figures.filter { $0 != grouping }[...])
        } else if mark == 0x2E, sign != .trailing, sign != .brackets {
            read = DecimalReading.plain.read(figures)
        } else {
            read = reading.read(figures)
        }
        guard case .success(let number) = read else { return nil }
        return number
    }

    private var reading: DecimalReading {
        DecimalReading(marks: mark.map { [$0] } ?? [], mayTrail: sign == .trailing, mayBracket: sign == .brackets)
    }
}
