import Exchange

/// What the lines, charges and taxes of an invoice come to, in ten-thousandths; the same arithmetic as `EDISums` and
/// `EDITotals`, of fewer cases.
struct EDIPlainSums {
    var lines: Int64 = 0
    var lineCount: Int64 = 0
    var quantities: Int64 = 0
    /// Charges and allowances, how many and what they add: of the lines, the header, the summary.
    var inLines = (count: 0, effect: Int64(0))
    var header = (count: 0, effect: Int64(0))
    var summary = (count: 0, effect: Int64(0))
    /// Lines with a charge, and those among them whose amount is price times quantity.
    var charged = 0
    var apart = 0
    var lineTaxes: Int64 = 0
    var summaryTaxes: Int64 = 0
    var hasHeaderTax = false

    private var taxes: Int64 { lineTaxes > 0 ? lineTaxes : summaryTaxes }

    /// How the lines come to `said`; nil where they do not, or it takes a longer look.
    func model(_ totals: EDIPlainTotals, _ payable: Int, _ said: Int64) -> EDITotalModel? {
        // The header's may be said again in the summary.
        if hasHeaderTax || (header.count > 0 && summary.count > 0) { return nil }
        if inLines.count > 0, summary.count > 1 { return nil }
        let isRecap = inLines.count > 0 && summary.count == 1 && summary.effect == inLines.effect
        let below = isRecap ? (count: 0, effect: Int64(0)) : summary
        let areApart = charged > 0 && apart == charged
        let onTop = header.effect &+ below.effect &+ (areApart ? inLines.effect : 0)
        let isPayable = payable == EDIPlainTotals.payable
        let plain: EDITotalModel =
            below.count > 0
            ? (payable == EDIPlainTotals.message ? .messageTotal : .summaryCharges)
            : header.count > 0
                ? .headerCharges : areApart ? .summaryCharges : inLines.count == 0 ? .linesAlone : .lineCharges
        let (untaxed, taxed) = (lines &+ onTop, lines &+ onTop &+ taxes)
        let fitsTaxed = taxes > 0 && taxed == said
        guard untaxed == said || fitsTaxed else { return nil }
        let parts = [said, lines, abs(lines &+ onTop), abs(said &- taxes), lines &+ taxes]
        guard totals.agree(with: parts, besides: payable) else { return nil }
        return fitsTaxed && (isPayable || untaxed != said) ? .taxOnTop : plain
    }
}

/// The totals an invoice says, in ten-thousandths; -1 for what was not said.
struct EDIPlainTotals {
    /// In the order in which they are taken for what is to be paid.
    private var values: (Int64, Int64, Int64, Int64, Int64, Int64) = (-1, -1, -1, -1, -1, -1)

    /// MOA 129 and MOA 86.
    static let payable = 0
    static let message = 2

    static func place(_ qualifier: String) -> Int? { ["129", "9", "86", "39", "77", "79"].firstIndex(of: qualifier) }

    subscript(place: Int) -> Int64 {
        get {
            switch place {
            case 0: values.0
            case 1: values.1
            case 2: values.2
            case 3: values.3
            case 4: values.4
            default: values.5
            }
        }
        set {
            switch place {
            case 0: values.0 = newValue
            case 1: values.1 = newValue
            case 2: values.2 = newValue
            case 3: values.3 = newValue
            case 4: values.4 = newValue
            default: values.5 = newValue
            }
        }
    }

    var first: Int? { (0..<6).first { self[$0] >= 0 } }

    /// Whether each says the same as some part of the sum; the one that is payable in the United Kingdom says nothing else.
    func agree(with parts: [Int64], besides payable: Int) -> Bool {
        (1..<6).allSatisfy { $0 == payable || self[$0] < 0 || parts.contains(self[$0]) }
    }
}
