import Exchange
import Formats
import Rules

/// Gives an invoice to a layout: its fields level by level, dates as ISO 8601, numbers in their shortest form with the signs
/// a bookkeeper expects.
struct InvoiceFrames {
    private let rules: InvoiceRules
    private(set) var frame = RecordFrame(InvoiceShape.shape)

    init(_ rules: InvoiceRules) { self.rules = rules }

    /// The fields of the invoice itself.
    mutating func begin(_ invoice: Invoice, _ figures: InvoiceFigures) {
        frame.enter(InvoiceShape.invoice)
        for field in 0..<Invoice.starts[1] {
            let element = invoice.element(field)
            if element < 0 { continue }
            if InvoiceFigures.isNumber(field) {
                if let number = figures[field] { frame.set(field, number.description) }
            } else if InvoiceShape.shape.fields[field].kind == .date {
                set(rules.date(invoice, element), field)
            } else {
                set(invoice.bytes(element), field)
            }
        }
        derive(invoice, figures)
    }

    private mutating func derive(_ invoice: Invoice, _ figures: InvoiceFigures) {
        frame.set(InvoiceField.isCredit, figures[InvoiceField.amount]?.isNegative == true ? "yes" : "no")
        frame.set(InvoiceField.lineCount, "\(invoice.lines.count)")
        if !invoice.notes.isEmpty {
            frame.set(
                InvoiceField.notes, invoice.notes.map(invoice.text).filter { !$0.isEmpty }.joined(separator: "; "))
        }
        if !invoice.charges.isEmpty {
            frame.set(InvoiceField.otherCharges, InvoiceFrames.charges(invoice, figures))
        }
        if !invoice.rates.isEmpty {
            let rates = invoice.rates.map { "\(invoice.text($0.currency)) \(invoice.text($0.sum))" }
            frame.set(InvoiceField.rates, rates.joined(separator: "; "))
        }
        guard let address = InvoiceAddress.forPayment(invoice.addresses) else { return }
        for (part, field) in InvoiceFrames.addressFields {
            let element = address.element(part)
            if element >= 0 { set(invoice.bytes(element), field) }
        }
    }

    private static let addressFields = InvoiceElements.AddressPart.allCases.compactMap { part in
        part.field.map { (part, Invoice.place($0)) }
    }

    /// `binding 3.5; handling_charge 2`; charges of zero are left away.
    private static func charges(_ invoice: Invoice, _ figures: InvoiceFigures) -> String {
        zip(invoice.charges, figures.charges).compactMap { charge, amount in
            guard let amount, !amount.isZero else { return nil }
            let name = invoice.record.name(charge.name).local
            return "\(name.hasSuffix("_amount") ? String(name.dropLast(7)) : name) \(amount)"
        }.joined(separator: "; ")
    }

    /// Each line, and each of its funds.
    mutating func lines(
        _ invoice: Invoice, _ figures: InvoiceFigures, _ body: (Int, RecordFrame) throws(Fault) -> Void
    ) throws(Fault) {
        for (index, line) in invoice.lines.enumerated() {
            frame.enter(InvoiceShape.line)
            fill(InvoiceShape.line, line, invoice) { figures[line: index, $0] }
            frame.set(InvoiceField.isAdjustment, InvoiceLine.isAdjustment(invoice, index) ? "yes" : "no")
            frame.set(InvoiceField.fundCount, "\(invoice.paid[index].count)")
            try body(InvoiceShape.line, frame)
            for fund in invoice.paid[index] {
                frame.enter(InvoiceShape.fund)
                fill(InvoiceShape.fund, invoice.funds[fund], invoice) { figures[fund: fund, $0] }
                try body(InvoiceShape.fund, frame)
            }
        }
    }

    private mutating func fill(
        _ level: Int, _ part: Invoice.Part, _ invoice: Invoice, _ number: (Int) -> Decimal?
    ) {
        for field in Invoice.starts[level]..<Invoice.starts[level + 1] {
            let element = invoice.element(field, of: part, level)
            if element < 0 { continue }
            if InvoiceFigures.isNumber(field) {
                if let number = number(field) { frame.set(field, number.description) }
            } else {
                set(invoice.bytes(element), field)
            }
        }
    }

    private mutating func set(_ bytes: ArraySlice<UInt8>, _ field: Int) {
        if !bytes.isEmpty { frame.set(field, bytes) }
    }

    private mutating func set(_ date: CivilDate?, _ field: Int) {
        guard let date else { return }
        var bytes: [UInt8] = []
        date.append(to: &bytes)
        frame.set(field, bytes)
    }
}
