import Exchange

/// The sum of one column in one currency, of one file.
struct TargetSum {
    let column: Int
    let currency: TargetCurrency
    /// Nil: larger than anything here can be.
    var sum: Decimal?
}

/// A currency's code in a number, so that records are told apart by it without a text for each.
struct TargetCurrency: Hashable {
    private let number: UInt32

    /// Of what is no money.
    static let none = TargetCurrency([].prefix(0))

    init(_ text: some Collection<UInt8>) { number = text.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }

    /// Nil where there is none.
    var code: String? {
        if number == 0 { return nil }
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        return String(decoding: bytes.drop { $0 == 0 }, as: UTF8.self)
    }
}
