import Exchange
import Formats
import Rules

/// Holds one invoice against itself: identity, amounts, totals against lines against funds, currencies, dates.
struct InvoiceCheck {
    let invoice: Invoice
    let figures: InvoiceFigures
    let rules: InvoiceRules
    let position: Position
    /// How findings call the invoice; nil where it has no id.
    let subject: String?
    let report: Report

    /// Whether the invoice may go on; every finding has been added.
    func check(today: CivilDate) -> Bool {
        var good = checkIdentity()
        good = checkNumbers() && good
        good = checkCurrencies() && good
        good = checkStructure() && good
        // What is no number adds up to nothing.
        if good { good = InvoiceSums(self).fit() }
        good = checkParties() && good
        return checkDates(today) && good
    }

    /// Adds a finding at an element (-1: the invoice itself); false where it keeps the invoice from going.
    func say(_ level: CheckLevel, _ code: Code, _ element: Int, _ path: String, _ words: String) -> Bool {
        guard let severity = level.severity else { return true }
        var place = position.at(path)
        if element >= 0 {
            place.line = invoice.record.elements[element].line
            place.byte = invoice.record.elements[element].byte
        }
        report.add(Finding(severity, code, place, words, subject: subject))
        return level != .reject
    }

    private func checkIdentity() -> Bool {
        var good = true
        for (field, name) in [
            (InvoiceField.id, "unique identifier"), (InvoiceField.number, "invoice number"),
            (InvoiceField.vendor, "vendor code"),
        ] where invoice.bytes(invoice.element(field)).isEmpty {
            let path = InvoiceShape.shape.fields[field].name
            good = say(.reject, .invoiceIdentity, invoice.element(field), path, "The invoice has no \(name).") && good
        }
        return good
    }

    private func checkNumbers() -> Bool {
        var good = true
        for flaw in figures.flaws {
            let place = flaw.place.isEmpty ? "" : " of \(flaw.place)"
            let value =
                flaw.problem == .blank ? "it" : "'\(PlacePath.readable(String(invoice.text(flaw.element).prefix(40))))'"
            let end = flaw.problem.words.hasSuffix("?") ? "" : "."
            let words = "\(flaw.field)\(place): \(value) \(flaw.problem.words)\(end)"
            good = say(flaw.isMoney ? .reject : .warn, .invoiceAmount, flaw.element, flaw.field, words) && good
        }
        return good
    }

    private func checkCurrencies() -> Bool {
        let element = invoice.element(InvoiceField.currency)
        guard figures.currency != nil else {
            let text = invoice.text(element)
            let words =
                text.isEmpty
                ? "The invoice has no currency."
                : "'\(PlacePath.readable(String(text.prefix(20))))' is no currency of ISO 4217."
            return say(.reject, .invoiceCurrency, element, "invoice_currency", words)
        }
        let own = invoice.bytes(element)
        var good = true
        for (index, fund) in invoice.funds.enumerated() {
            let element = invoice.element(InvoiceField.fundCurrency, of: fund, 2)
            let bytes = invoice.bytes(element)
            if bytes == own { continue }
            let place = InvoiceFigures.place(invoice, fund: index)
            let words =
                bytes.isEmpty
                ? "The fund of \(place) has no currency."
                : "The fund of \(place) pays in another currency than the invoice is in."
            good = say(.reject, .invoiceCurrency, element, "fund_currency", words) && good
        }
        return good
    }

    private func checkStructure() -> Bool {
        var good = true
        for element in invoice.twice {
            let name = PlacePath.readable(invoice.record.name(element).local)
            good =
                say(
                    .reject, .invoiceTwice, element, name, "The element '\(name)' is there twice, with different texts."
                )
                && good
        }
        if let problem = invoice.record.problems.first {
            let place = Position(record: position.record, byte: problem.byte, line: problem.line)
            report.add(
                Finding(
                    .error, .invoiceCharacter, place,
                    "The invoice has bytes in it that XML does not allow; it was not sent.", subject: subject))
            good = false
        }
        return good
    }
}
