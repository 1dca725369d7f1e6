import Exchange

/// Holds the total of an invoice against its lines, and lines against their funds.
///
/// What a total may be more than its lines, beside nothing: the VAT, where the mode says that prices are without it
/// (EXCLUSIVE, LINEEXCLUSIVE), and the additional charges, where no adjustment lines carry them.
struct InvoiceSums {
    private let check: InvoiceCheck
    private let invoice: Invoice
    private let figures: InvoiceFigures

    init(_ check: InvoiceCheck) {
        self.check = check
        invoice = check.invoice
        figures = check.figures
    }

    func fit() -> Bool {
        guard let total = figures[InvoiceField.amount],
            let lines = figures.sum(lines: invoice.lines.count, InvoiceField.lineTotal)
        else {
            return check.say(
                .reject, .invoiceAmount, -1, "invoice_amount", "The lines add up to more than any amount of money.")
        }
        var good = checkTotal(total, lines)
        good = checkFunds(total) && good
        // One difference is said once.
        if good { good = checkCover(total) }
        good = checkLocal() && good
        if total.isZero {
            good =
                check.say(
                    check.rules[.zero], .invoiceZero, invoice.element(InvoiceField.amount), "invoice_amount",
                    "The total of the invoice is zero.") && good
        }
        return good
    }

    private func checkTotal(_ total: Decimal, _ lines: Decimal) -> Bool {
        guard let difference = total.minus(lines), !difference.isZero else { return true }
        if explanations.contains(difference) { return true }
        let hint = hint(difference)
        return check.say(
            check.rules[.totals], .invoiceTotals, invoice.element(InvoiceField.amount), "invoice_amount",
            "The total is \(money(total)), and \(counted(invoice.lines.count, "line")) \(invoice.lines.count == 1 ? "adds" : "add") up to \(money(lines)): a "
                + "difference of \(money(difference))\(hint).")
    }

    /// Differences between total and lines that the invoice itself explains.
    private var explanations: [Decimal] {
        let vats = vats
        guard !invoice.lines.indices.contains(where: { InvoiceLine.isAdjustment(invoice, $0) }) else { return vats }
        guard let charges else { return vats }
        return vats + [charges] + vats.compactMap { $0.plus(charges) }
    }

    /// What the VAT mode may put on top.
    private var vats: [Decimal] {
        let mode = String(decoding: invoice.bytes(invoice.element(InvoiceField.vatType)), as: UTF8.self).uppercased()
        guard mode.hasSuffix("EXCLUSIVE") else { return [] }
        let header = figures[InvoiceField.vat]
        let lines = figures.sum(lines: invoice.lines.count, InvoiceField.lineVAT)
        return [header, lines].compactMap { $0 }.filter { !$0.isZero }
    }

    /// All additional charges: the total the file says, or what they come to.
    private var charges: Decimal? {
        if let total = figures[InvoiceField.chargesTotal], !total.isZero { return total }
        var sum = Decimal.zero
        for charge in InvoiceField.namedCharges.map({ figures[$0] }) + figures.charges {
            guard let more = sum.plus(charge ?? .zero) else { return nil }
            sum = more
        }
        return sum.isZero ? nil : sum
    }

    private func hint(_ difference: Decimal) -> String {
        if let vat = figures[InvoiceField.vat], !vat.isZero, vat.magnitude == difference.magnitude {
            return ", exactly the VAT"
        }
        if let charges, charges.magnitude == difference.magnitude { return ", exactly the additional charges" }
        return ""
    }

    private func checkFunds(_ total: Decimal) -> Bool {
        // VAT that no line shows is split over the funds: then only the whole can be held against them.
        let all = figures.sum(funds: invoice.funds.indices)
        let isSpread = all == total && !(figures[InvoiceField.vat] ?? .zero).isZero
        var good = true
        for (line, funds) in invoice.paid.enumerated() {
            guard let cost = figures[line: line, InvoiceField.lineTotal] else { continue }
            if funds.isEmpty {
                if cost.isZero { continue }
                good =
                    check.say(
                        check.rules[.unfunded], .invoiceUnfunded, invoice.lines[line].element, "fund_amount",
                        "\(name(line)) costs \(money(cost)), and no fund pays it.") && good
            } else if !isSpread {
                good = checkFunds(line, funds, cost) && good
            }
        }
        return good
    }

    private func checkFunds(_ line: Int, _ funds: Range<Int>, _ cost: Decimal) -> Bool {
        let paid = figures.sum(funds: funds)
        if let paid, paid == cost { return true }
        if let paid, let vat = figures[line: line, InvoiceField.lineVAT], cost.plus(vat) == paid { return true }
        let words = paid.map { "\(counted(funds.count, "fund")) pay\(funds.count == 1 ? "s" : "") \(money($0))" }
        let difference = paid.flatMap { cost.minus($0) }.map { ": a difference of \(money($0))" } ?? ""
        return check.say(
            check.rules[.funds], .invoiceFunds, invoice.lines[line].element, "fund_amount",
            "\(name(line)) costs \(money(cost)), and \(words ?? "its funds pay more than any amount")\(difference).")
    }

    /// VAT and charges that are on top of the lines, and no fund pays.
    private func checkCover(_ total: Decimal) -> Bool {
        guard !invoice.funds.isEmpty, let paid = figures.sum(funds: invoice.funds.indices), paid != total else {
            return true
        }
        let isVATApart = invoice.bytes(invoice.element(InvoiceField.vatFromFund)).elementsEqual("false".utf8)
        if isVATApart, let vat = figures[InvoiceField.vat], paid.plus(vat) == total { return true }
        return check.say(
            check.rules[.covered], .invoiceCovered, invoice.element(InvoiceField.amount), "fund_amount",
            "The total is \(money(total)), and all funds together pay \(money(paid)).")
    }

    private func checkLocal() -> Bool {
        guard check.rules[.local] != .off else { return true }
        var good = true
        for (index, fund) in invoice.funds.enumerated() {
            guard let local = figures[fund: index, InvoiceField.localAmount],
                let amount = figures[fund: index, InvoiceField.fundAmount], local != amount
            else { continue }
            let element = invoice.element(InvoiceField.localCurrency, of: fund, 2)
            let own = invoice.bytes(invoice.element(InvoiceField.fundCurrency, of: fund, 2))
            if invoice.bytes(element) != own { continue }
            good =
                check.say(
                    check.rules[.local], .invoiceLocal, element, "fund_local_amount",
                    "The fund of \(InvoiceFigures.place(invoice, fund: index)) pays \(money(amount)) by the invoice and "
                        + "\(money(local)) by its own account, in one currency.") && good
        }
        return good
    }

    private func name(_ line: Int) -> String {
        let number = invoice.text(invoice.element(InvoiceField.lineNumber, of: invoice.lines[line], 1))
        return number.isEmpty || number == "\(line + 1)"
            ? "Line \(line + 1)" : "Line \(line + 1) (number \(PlacePath.readable(number)))"
    }

    private func money(_ amount: Decimal) -> String {
        figures.currency.map { Money(amount, $0).description } ?? amount.description
    }
}
