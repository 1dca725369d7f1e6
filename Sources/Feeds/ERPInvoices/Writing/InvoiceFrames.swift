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
                if let number = figures[field] { frame.set(field, number) }
            } else if InvoiceFrames.isDate[field] {
                set(rules.date(invoice, element), field)
            } else {
                set(invoice, element, field)
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
            if element >= 0 { set(invoice, element, field) }
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
            for field in Invoice.starts[1]..<Invoice.starts[2] {
                let element = invoice.element(field, of: line, InvoiceShape.line)
                if element >= 0 { fill(field, element, invoice, figures, line: index) }
            }
            frame.set(InvoiceField.isAdjustment, InvoiceLine.isAdjustment(invoice, index) ? "yes" : "no")
            frame.set(InvoiceField.fundCount, Decimal(whole: invoice.paid[index].count))
            try body(InvoiceShape.line, frame)
            for fund in invoice.paid[index] {
                frame.enter(InvoiceShape.fund)
                let part = invoice.funds[fund]
                for field in Invoice.starts[2]..<Invoice.starts[3] {
                    let element = invoice.element(field, of: part, InvoiceShape.fund)
                    if element >= 0 { fill(field, element, invoice, figures, fund: fund) }
                }
                try body(InvoiceShape.fund, frame)
            }
        }
    }

    /// A field of a line or of a fund.
    private mutating func fill(
        _ field: Int, _ element: Int, _ invoice: Invoice, _ figures: InvoiceFigures, line: Int = -1, fund: Int = -1
    ) {
        if InvoiceFigures.isNumber(field) {
            let number = line >= 0 ? figures[line: line, field] : figures[fund: fund, field]
            if let number { frame.set(field, number) }
        } else {
            set(invoice, element, field)
        }
    }

    private mutating func set(_ invoice: Invoice, _ element: Int, _ field: Int) {
        invoice.withBytes(element) { bytes in
            if !bytes.isEmpty { frame.set(field, bytes) }
        }
    }

    private static let isDate = InvoiceShape.shape.fields.map { $0.kind == .date }

    private mutating func set(_ date: CivilDate?, _ field: Int) {
        if let date { frame.set(field, date) }
    }
}
