import Exchange

/// How vendors come from the amounts of the lines to what is to be paid. Everything said of an invoice's total is said in
/// terms of one of these.
package enum EDITotalModel: String, Hashable, Sendable, CaseIterable, Encodable {
    /// The lines alone (GOBI).
    case linesAlone = "A"
    /// Charges in the header come on top (Harrassowitz, books).
    case headerCharges = "B"
    /// Charges stand in the lines and are in their amounts; a summary that repeats them adds nothing (EBSCO).
    case lineCharges = "C"
    /// Charges in the summary come on top (Harrassowitz, serials).
    case summaryCharges = "D"
    /// The same, and the only total is the message's (MOA 86, Brodart).
    case messageTotal = "E"
    /// Taxes come on top of lines and charges (UK VAT, BLS).
    case taxOnTop = "F"

    package var words: String {
        switch self {
        case .linesAlone: "the lines alone"
        case .headerCharges: "the lines and the charges of the header"
        case .lineCharges: "the lines, whose charges are in their amounts"
        case .summaryCharges: "the lines and the charges of the summary"
        case .messageTotal: "the lines and the charges of the summary, as the message's total"
        case .taxOnTop: "the lines, the charges and the taxes"
        }
    }
}
