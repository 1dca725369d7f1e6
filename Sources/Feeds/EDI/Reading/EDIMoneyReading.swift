import Exchange
import Formats

/// ALC, TAX and MOA to charges, taxes and amounts, of whichever part of a message: which MOA belongs to what stands before
/// it, and which stands for itself.
struct EDIMoneyReading {
    let section: EDISection
    private(set) var charges: [EDICharge] = []
    private(set) var taxes: [EDITax] = []
    private(set) var amounts: [EDIAmount] = []
    /// What stands open: MOA behind it may be its own.
    private var hasCharge = false
    private var hasTax = false

    init(_ section: EDISection) { self.section = section }

    /// What an ALC's MOA is called: allowance or charge, and what vendors write for it.
    private static let ofCharges: Set<String> = ["8", "23", "204", "131", "259", "304"]

    mutating func take(_ reading: EDISegmentReading, _ findings: inout [Finding]) {
        let segment = reading.segment
        switch segment.tag {
        case "ALC": open(reading)
        case "TAX":
            taxes.append(
                EDITax(type: segment[2], rate: segment[5, 4], category: segment[6], section: section))
            hasTax = true
        case "MOA": takeAmount(reading, &findings)
        case "PCD" where hasCharge:
            charges[charges.count - 1].percent = reading.number(1, 2, &findings, severity: .warning)?.value
        case "ALI", "RFF", "DTM", "QTY", "PCD", "CUX", "RTE", "RNG": break
        default: (hasCharge, hasTax) = (false, false)
        }
    }

    private mutating func open(_ reading: EDISegmentReading) {
        let segment = reading.segment
        charges.append(
            EDICharge(
                isAllowance: segment.has("A"), code: segment[5, 1], text: segment[5, 4] + segment[5, 5],
                section: section,
                segment: segment.number, position: segment.position()))
        hasCharge = true
        hasTax = false
    }

    private mutating func takeAmount(_ reading: EDISegmentReading, _ findings: inout [Finding]) {
        let segment = reading.segment
        guard let amount = reading.number(1, 2, &findings) else { return }
        let qualifier = segment[1, 1]
        if hasCharge, EDIMoneyReading.ofCharges.contains(qualifier), charges.last?.amount == nil {
            charges[charges.count - 1].amount = amount
            return
        }
        if qualifier == "124" || qualifier == "125" {
            takeTax(qualifier, amount)
            return
        }
        amounts.append(
            EDIAmount(
                qualifier: qualifier, amount: amount, currency: segment[1, 3], role: segment[1, 4], section: section))
    }

    private mutating func takeTax(_ qualifier: String, _ amount: Sited<Decimal>) {
        let fits = taxes.last.map { qualifier == "124" ? $0.amount == nil : $0.taxable == nil } ?? false
        if !hasTax || !fits {
            // Before its TAX, or without one.
            taxes.append(EDITax(type: "", rate: "", category: "", section: section))
            hasTax = true
        }
        if qualifier == "124" {
            taxes[taxes.count - 1].amount = amount
        } else {
            taxes[taxes.count - 1].taxable = amount
        }
    }
}
