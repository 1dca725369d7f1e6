import Exchange

/// Every opinion about one invoice that needs no other one: its head, its lines, its arithmetic, its vendor's ways, the lists
/// of the library.
struct EDIInvoiceCheck {
    let invoice: EDIInvoice
    let dialect: VendorDialect?
    let lists: EDILists
    /// What a total may be off, for every line.
    let tolerance: Decimal
    /// Where a vendor names none.
    let usualCurrency: Currency?
    /// UNH.
    let place: Position
    private(set) var findings: [Finding] = []
    private(set) var totals: EDITotals?

    init(
        _ invoice: EDIInvoice, _ place: Position, dialect: VendorDialect? = nil, lists: EDILists = EDILists(),
        tolerance: Decimal = .zero, usualCurrency: Currency? = nil
    ) {
        (self.invoice, self.place, self.dialect, self.lists) = (invoice, place, dialect, lists)
        (self.tolerance, self.usualCurrency) = (tolerance, usualCurrency)
        checkHead()
        checkReferences()
        for line in invoice.lines { check(line) }
        checkCounts()
        checkTotal()
        if let dialect { findings += VendorDialectCheck(dialect, invoice, totals, place).findings }
        findings += lists.findings(invoice, place)
    }

    var currency: Currency? {
        if let named = invoice.currency { return Currency(named.value) }
        return invoice.amounts.lazy.compactMap { Currency($0.currency) }.first ?? usualCurrency
    }

    /// What is to be paid, a credit note's below nought; nil where nobody can say.
    var money: Money? {
        guard let currency, let totals else { return nil }
        let said = totals.payable.amount.value
        return Money(invoice.kind == .credit ? -said.magnitude : said, currency)
    }

    private mutating func say(_ severity: Severity, _ code: Code, _ place: Position, _ message: String) {
        findings.append(Finding(severity, code, place, message, subject: invoice.number?.value))
    }

    private mutating func checkHead() {
        if invoice.number == nil { say(.error, .ediInvoiceNumber, place.at("BGM"), "The invoice has no number.") }
        if !invoice.days.contains(where: { $0.qualifier == "137" }) {
            let hasOther = invoice.days.contains { $0.qualifier == "3" }
            say(
                .error, .ediDate, place.at("DTM"),
                "The invoice says no date of its own (DTM 137) that exists"
                    + (hasOther ? "; it says one as DTM 3, which library systems do not read." : "."))
        }
        if invoice.lines.isEmpty { say(.error, .ediInvoiceEmpty, place.at("LIN"), "The invoice has no line.") }
        checkCurrency()
    }

    private mutating func checkCurrency() {
        let named = Set(invoice.amounts.map(\.currency) + invoice.lines.flatMap { $0.amounts.map(\.currency) })
            .subtracting([""])
        guard let currency else {
            let said = invoice.currency.map { "'\($0.value)', which ISO 4217 does not have" } ?? "no currency"
            return say(
                .error, .ediCurrency, invoice.currency?.position ?? place.at("CUX"), "The invoice names \(said).")
        }
        let others = named.subtracting([currency.code])
        if !others.isEmpty {
            say(
                .error, .ediCurrency, invoice.currency?.position ?? place.at("CUX"),
                "The invoice is in \(currency), and has amounts in \(others.sorted().joined(separator: " and ")).")
        }
        if invoice.currency == nil {
            say(.warning, .ediCurrency, place.at("CUX"), "The invoice names no currency; it was taken as \(currency).")
        }
    }

    private func name(_ item: EDIItem) -> String {
        item.number.isEmpty ? "The line of segment \(item.segment)" : "Line \(item.number.prefix(10))"
    }

    /// Line by line, or once where no line has any.
    private mutating func checkReferences() {
        if dialect?.vendorReferenceInIdentifier != nil { return }
        let bare = invoice.lines.map(\.item).filter { item in
            item.orderLine == nil && dialect?.orderLine.flatMap { item.reference($0) } == nil
        }
        if let first = bare.first, bare.count > 1, bare.count == invoice.lines.count {
            return say(
                .warning, .ediLineReference, first.position,
                "None of the \(grouped(bare.count)) lines names a line of an order.")
        }
        for item in bare { say(.warning, .ediLineReference, item.position, "\(name(item)) names no line of an order.") }
    }

    private mutating func check(_ line: EDIInvoiceLine) {
        let item = line.item
        let name = name(item)
        checkQuantity(line, name)
        for identifier in item.identifiers where identifier.isSound == false {
            say(
                .warning, .ediIdentifier, identifier.text.position,
                "\(name): the check digit of \(identifier.kind.rawValue.uppercased()) \(identifier.plain) is wrong.")
        }
        guard let amount = line.payable(dialect) else {
            return say(.error, .ediLineAmount, item.position, "\(name) says no amount (MOA 203).")
        }
        if let off = EDILineCheck(line).difference(amount) {
            let words = EDIWords(currency)
            say(
                .note, .ediLinePrice, item.position,
                "\(name): its amount is \(words.money(amount)), \(words.money(off.magnitude)) "
                    + "\(off.isNegative ? "below" : "above") its quantity times its price.")
        }
    }

    private mutating func checkQuantity(_ line: EDIInvoiceLine, _ name: String) {
        guard let quantity = line.item.quantity("47", "21", "1") else {
            return say(.warning, .ediLineQuantity, line.item.position, "\(name) says no quantity (QTY 47).")
        }
        if quantity.value <= .zero, invoice.kind != .credit {
            say(.warning, .ediLineQuantity, quantity.position, "\(name) has a quantity of \(quantity.value).")
        }
        let copies = line.item.copies.count
        if copies > 0, Decimal(whole: copies) != quantity.value.magnitude {
            say(
                .warning, .ediLineCopies, quantity.position,
                "\(name) has \(counted(copies, "described copy")), and a quantity of \(quantity.value).")
        }
    }

    /// CNT, as far as it is said.
    private mutating func checkCounts() {
        if let said = invoice.count("2"), said.value != Decimal(whole: invoice.lines.count) {
            say(
                .warning, .ediCount, said.position,
                "The message says it has \(said.value) lines (\(said.place)), and has \(invoice.lines.count).")
        }
        let quantities = invoice.lines.compactMap { $0.item.quantity("47", "21", "1")?.value }
        if let said = invoice.count("1"), let sum = quantities.sum, said.value != sum, !quantities.isEmpty {
            say(
                .warning, .ediCount, said.position,
                "The message says its quantities come to \(said.value) (\(said.place)), and they come to \(sum).")
        }
    }

    private mutating func checkTotal() {
        guard let payable = EDITotals.payable(invoice, dialect) else {
            if !invoice.lines.isEmpty {
                say(.error, .ediTotalNone, place.at("MOA"), "The invoice says no total.")
            }
            return
        }
        totals = EDITotals(invoice, dialect)
        guard let totals else {
            return say(.error, .ediNumber, payable.amount.position, "The amounts are larger than any invoice's.")
        }
        if totals.model == nil { sayDifference(totals) } else { checkFitting(totals) }
        for other in totals.contradictions(invoice) {
            let words = EDIWords(currency)
            say(
                .error, .ediTotalContradiction, other.amount.position,
                "MOA \(other.qualifier) says \(words.money(other.amount.value)) (\(other.amount.place)), and MOA "
                    + "\(totals.payable.qualifier) says \(words.money(totals.payable.amount.value)).")
        }
    }

    private mutating func sayDifference(_ totals: EDITotals) {
        let words = EDIWords(currency)
        let cause = EDISuspicion.of(totals, invoice, digits: words.digits)
        let most = tolerance.times(Decimal(whole: max(1, invoice.lines.count))) ?? .zero
        if !tolerance.isZero, totals.difference.magnitude <= most {
            return say(
                .warning, .ediTotalRounding, totals.payable.amount.position,
                words.verdict(totals) + ", which the profile's tolerance allows.")
        }
        say(
            .error, .ediTotal, totals.payable.amount.position,
            "MOA \(totals.payable.qualifier) in \(totals.payable.amount.place): \(words.verdict(totals)). "
                + cause.words(words.money))
    }

    private mutating func checkFitting(_ totals: EDITotals) {
        for pair in totals.sums.repeated {
            say(
                .warning, .ediChargeDoubled, pair.again.position,
                "\(pair.again.name) \(EDIWords(currency).money(pair.again.effect)) stands in the header (segment "
                    + "\(pair.first.segment)) and in the summary (segment \(pair.again.segment)); the total has it once."
            )
        }
        let said = totals.payable.amount.value
        if totals.isTurned {
            say(
                .note, .ediSign, totals.payable.amount.position,
                "The credit note's lines and its total have different signs; it was taken as a credit of "
                    + "\(EDIWords(currency).money(said.magnitude)).")
        } else if invoice.kind != .credit, said.isNegative {
            say(
                .warning, .ediSign, totals.payable.amount.position,
                "The document is called an invoice, and its total is \(EDIWords(currency).money(said)).")
        }
    }
}
