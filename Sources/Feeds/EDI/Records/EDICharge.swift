import Exchange

/// One ALC with its amount: freight, postage, service; or an allowance, which is taken off.
package struct EDICharge: Hashable, Sendable, Encodable {
    package let isAllowance: Bool
    /// 7161: `DL`, `G74`, `UPC`; empty where there is none.
    package let code: String
    /// What the vendor calls it; often empty.
    package let text: String
    package let section: EDISection
    /// Of ALC.
    package let segment: Int
    package let position: Position
    /// nil where no amount follows, or none that can be read.
    package internal(set) var amount: Sited<Decimal>?
    /// PCD, in percent.
    package internal(set) var percent: Decimal?

    private enum CodingKeys: String, CodingKey { case isAllowance, code, text, section, segment, amount, percent }

    /// What it adds to a total: an allowance takes off, whichever sign it is written with.
    var effect: Decimal {
        guard let value = amount?.value else { return .zero }
        return isAllowance ? -value.magnitude : value
    }

    /// As a sentence calls it: `freight`, `charge UPC`.
    package var name: String {
        if !text.isEmpty { return text.count > 40 ? String(text.prefix(40)) : text }
        if let known = EDICharge.names[code] { return known }
        let noun = isAllowance ? "allowance" : "charge"
        return code.isEmpty ? noun : "\(noun) \(code)"
    }

    /// Whether both may be one and the same, said twice.
    func looksLike(_ other: EDICharge) -> Bool {
        isAllowance == other.isAllowance && amount?.value == other.amount?.value && amount != nil
            && code == other.code
    }

    /// 7161 in D.96A, and what EDItEUR's vendors write.
    private static let names = [
        "DL": "delivery", "FC": "freight", "FI": "finance charge", "PC": "packing", "SH": "handling",
        "DI": "discount", "PAB": "postage", "G74": "service charge", "C&P": "cataloguing and processing",
        "UPC": "processing",
    ]
}
