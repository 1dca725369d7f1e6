import Exchange
import Formats

/// What a vendor's dialect asks of an invoice, made ready for looking at many.
struct EDIPlainRules {
    /// Which total must be said; nil for any.
    let total: Int?
    let orderLine: EDIPlainCode?
    let mayLackOrderLine: Bool
    let models: Set<EDITotalModel>
    let charges: Set<String>
    let separator: UInt8?

    /// nil where the dialect needs the long way; of no dialect, nothing is asked.
    init?(_ dialect: VendorDialect?) {
        if dialect?.lineAmount == .price || dialect?.total?.role != nil { return nil }
        if let qualifier = dialect?.total?.qualifier {
            guard let place = EDIPlainTotals.place(qualifier) else { return nil }
            total = place
        } else {
            total = nil
        }
        orderLine = dialect?.orderLine.map { EDIPlainCode($0) }
        mayLackOrderLine = dialect?.vendorReferenceInIdentifier != nil
        models = dialect?.models ?? []
        charges = dialect?.charges ?? []
        separator = dialect?.separator?.utf8.first
    }

    func allow(_ separators: EDISeparators) -> Bool { separator == nil || separator == separators.element }

    func allow(_ model: EDITotalModel) -> Bool { models.isEmpty || model == .linesAlone || models.contains(model) }

    func allow(_ line: EDIPlainLine) -> Bool {
        if orderLine != nil, !line.hasOwnOrderLine { return !line.hasOrderLine && mayLackOrderLine }
        return line.hasOrderLine || line.hasOwnOrderLine || mayLackOrderLine
    }
}
