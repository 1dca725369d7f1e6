import Exchange
import Formats

/// The short way of a judge: which messages may take it, and by whose rules.
final class EDIShortcut {
    private let settings: EDIInvoiceSettings
    /// Rules by vendor and sender; nil inside for those who need the long way.
    private var known: [String: EDIPlainRules?] = [:]
    private let general = EDIPlainRules(nil)
    /// Whose invoice it is decides something.
    private let asksVendor: Bool

    init(_ settings: EDIInvoiceSettings) {
        self.settings = settings
        asksVendor = !settings.dialects.isEmpty || settings.lists.vendors != nil
    }

    /// nil where the invoice takes the long way.
    func read(_ message: EDIMessage) -> EDIPlainInvoice? {
        // Every line's order and fund would have to be looked up.
        if settings.lists.orderLines != nil || settings.lists.funds != nil { return nil }
        guard let rules = rules(message), rules.allow(message.separators) else { return nil }
        return EDIPlainInvoice.read(message, rules)
    }

    /// The supplier's code, else the sender's.
    func party(_ message: EDIMessage) -> String {
        let code = vendor(message)
        return code.isEmpty ? message.interchange?.sender ?? "" : code
    }

    private func rules(_ message: EDIMessage) -> EDIPlainRules? {
        guard asksVendor else { return general }
        let code = vendor(message)
        let sender = message.interchange?.sender ?? ""
        let key = code + "\u{1F}" + sender
        if let found = known[key] { return found }
        var rules = EDIPlainRules(settings.dialects.dialect([code, sender]))
        if let vendors = settings.lists.vendors, vendors[code] == nil { rules = nil }
        if known.count < 10_000 { known[key] = .some(rules) }
        return rules
    }

    /// The code in the header's NAD, as `EDIInvoice.vendor` finds it.
    private func vendor(_ message: EDIMessage) -> String {
        var found: [Int?] = [nil, nil, nil]
        for index in message.indices {
            let tag = message.tag(index)
            if tag == "LIN" || tag == "UNS" { break }
            guard tag == "NAD" else { continue }
            let role = message[index][1]
            guard let rank = ["SU", "SE", "SR"].firstIndex(of: role), found[rank] == nil else { continue }
            found[rank] = index
        }
        guard let index = found.compactMap(\.self).first else { return "" }
        return message[index][2]
    }
}
