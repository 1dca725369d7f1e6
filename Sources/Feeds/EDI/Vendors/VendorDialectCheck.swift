import Exchange

/// An invoice against its vendor's ways.
struct VendorDialectCheck {
    private let dialect: VendorDialect
    private let invoice: EDIInvoice
    private(set) var findings: [Finding] = []

    init(_ dialect: VendorDialect, _ invoice: EDIInvoice, _ totals: EDITotals?, _ place: Position) {
        (self.dialect, self.invoice) = (dialect, invoice)
        checkTotal(totals, place)
        checkModel(totals)
        checkOrderLines(place)
        checkCharges()
    }

    private mutating func say(_ place: Position, _ message: String) {
        findings.append(Finding(.warning, .ediDialect, place, message, subject: invoice.number?.value))
    }

    private mutating func checkTotal(_ totals: EDITotals?, _ place: Position) {
        guard let wanted = dialect.total, invoice.amount(wanted.qualifier, role: wanted.role) == nil else { return }
        let instead = totals.map { "; it says MOA \($0.payable.qualifier)" } ?? ""
        say(
            totals?.payable.amount.position ?? place.at("MOA"),
            "\(dialect.title) says its total as \(wanted.words), and this invoice does not\(instead).")
    }

    private mutating func checkModel(_ totals: EDITotals?) {
        guard let totals, let model = totals.model, !dialect.models.isEmpty, !dialect.models.contains(model) else {
            return
        }
        // Without charges and taxes there is nothing in which models differ.
        if model == .linesAlone { return }
        say(
            totals.payable.amount.position,
            "\(dialect.title) does not add up this way: here the total is \(model.words).")
    }

    /// Said once: of a vendor that changes its ways, every line is elsewhere.
    private mutating func checkOrderLines(_ place: Position) {
        guard let wanted = dialect.orderLine else { return }
        let away = invoice.lines.filter { $0.item.reference(wanted) == nil && $0.item.orderLine != nil }
        guard let first = away.first, let found = first.item.orderLine else { return }
        say(
            found.value.position,
            "\(dialect.title) says the order's line as RFF \(wanted); \(counted(away.count, "line")) of this invoice "
                + "\(away.count == 1 ? "says" : "say") it as RFF \(found.qualifier).")
    }

    private mutating func checkCharges() {
        if dialect.charges.isEmpty { return }
        let all = invoice.charges + invoice.lines.flatMap(\.charges)
        var said: Set<String> = []
        for charge in all where !charge.isAllowance && !charge.code.isEmpty && !dialect.charges.contains(charge.code) {
            guard said.insert(charge.code).inserted else { continue }
            say(charge.position, "\(dialect.title) has not been known to write the charge \(charge.code.prefix(10)).")
        }
    }
}
