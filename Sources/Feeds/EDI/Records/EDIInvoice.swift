import Exchange

/// An invoice or a credit note, as INVOIC has it.
package struct EDIInvoice: Hashable, Sendable, Encodable {
    package enum Kind: String, Hashable, Sendable, Encodable {
        case invoice
        case credit
        case debit
        case other
    }

    package internal(set) var number: Sited<String>?
    /// 1001: `380`, `381`.
    package internal(set) var code = ""
    /// `JINV`, `JCRN`: of serials.
    package internal(set) var form = ""
    /// 1225.
    package internal(set) var function = ""
    package internal(set) var days: [EDIDay] = []
    package internal(set) var parties: [EDIParty] = []
    package internal(set) var currency: Sited<String>?
    package internal(set) var references: [EDIReference] = []
    package internal(set) var charges: [EDICharge] = []
    package internal(set) var taxes: [EDITax] = []
    /// MOA of header and summary that belong to no charge and no tax.
    package internal(set) var amounts: [EDIAmount] = []
    /// CNT by its code.
    package internal(set) var counts: [EDIQuantity] = []
    package internal(set) var lines: [EDIInvoiceLine] = []

    package var kind: Kind {
        if form == "JCRN" { return .credit }
        switch code {
        case "380", "386", "389", "38A": return .invoice
        case "381": return .credit
        case "383": return .debit
        default: return .other
        }
    }

    package var isSerial: Bool { form == "JINV" || form == "JCRN" || function == "55" }
    package var date: EDIDay? { days.first { $0.qualifier == "137" } }

    /// Who sends it: the supplier, or whoever sells for one.
    package var vendor: EDIParty? {
        for role in ["SU", "SE", "SR"] {
            if let found = parties.first(where: { $0.role == role }) { return found }
        }
        return nil
    }

    package func amount(_ qualifier: String, role: String? = nil) -> EDIAmount? {
        let found = amounts.filter { $0.qualifier == qualifier && (role == nil || $0.role == role) }
        return found.first { $0.section == .summary } ?? found.first
    }

    package func count(_ qualifier: String) -> Sited<Decimal>? {
        counts.first { $0.qualifier == qualifier }?.quantity
    }
}

/// One line of an invoice.
package struct EDIInvoiceLine: Hashable, Sendable, Encodable {
    package internal(set) var item: EDIItem
    package internal(set) var amounts: [EDIAmount] = []
    package internal(set) var charges: [EDICharge] = []
    package internal(set) var taxes: [EDITax] = []

    package func amount(_ qualifier: String) -> Sited<Decimal>? {
        amounts.first { $0.qualifier == qualifier }?.amount
    }
}
