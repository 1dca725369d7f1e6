import Exchange

/// Where the difference of a total may come from, most likely first. A suspicion names the segments it is about.
package enum EDISuspicion: Hashable, Sendable {
    /// A charge stands twice, and the total has it twice.
    case chargeTwice(EDICharge, again: EDICharge?)
    /// The total adds the charges of the lines, which their amounts have already.
    case recapAdded(EDICharge)
    /// The total leaves a charge out.
    case chargeLeftOut(EDICharge)
    case taxAdded
    case taxLeftOut
    /// The message says it has more lines than it has.
    case lineMissing(said: Decimal, has: Int)
    /// The message says it has fewer lines than it has.
    case lineTooMany(EDIItem)
    case lineLeftOut(EDIItem)
    case lineTwice(EDIItem)
    case rounding
    case sign
    /// A line whose price and quantity would make up for it.
    case linePrice(EDIItem, Decimal)
    case unknown

    static func of(_ totals: EDITotals, _ invoice: EDIInvoice, digits: Int) -> EDISuspicion {
        let (over, sums) = (totals.difference, totals.sums)
        if totals.payable.amount.value == -totals.expected { return .sign }
        return aboutCount(over, sums, invoice) ?? aboutCharges(over, sums) ?? aboutTaxes(over, sums)
            ?? aboutRounding(over, invoice, digits) ?? aboutLines(over, sums, invoice) ?? .unknown
    }

    private static func aboutCount(_ over: Decimal, _ sums: EDISums, _ invoice: EDIInvoice) -> EDISuspicion? {
        guard let said = invoice.count("2")?.value else { return nil }
        let has = Decimal(whole: invoice.lines.count)
        if said > has, over.isNegative == sums.lines.isNegative {
            return .lineMissing(said: said, has: invoice.lines.count)
        }
        if said < has, let line = line(sums, invoice, -over) { return .lineTooMany(line) }
        return nil
    }

    private static func aboutCharges(_ over: Decimal, _ sums: EDISums) -> EDISuspicion? {
        if let pair = sums.repeated.first(where: { $0.again.effect == over }) {
            return .chargeTwice(pair.first, again: pair.again)
        }
        if let recap = sums.recap, recap.effect == over { return .recapAdded(recap) }
        let stated = sums.header + sums.summary
        if let charge = stated.first(where: { $0.effect == over }) { return .chargeTwice(charge, again: nil) }
        if let charge = (stated + sums.inLines).first(where: { $0.effect == -over }) { return .chargeLeftOut(charge) }
        if let charge = sums.inLines.first(where: { $0.effect == over }) { return .chargeTwice(charge, again: nil) }
        guard let first = sums.inLines.first, let all = sums.inLines.map(\.effect).sum, all == over else { return nil }
        return .recapAdded(first)
    }

    private static func aboutTaxes(_ over: Decimal, _ sums: EDISums) -> EDISuspicion? {
        if sums.taxes.isZero { return nil }
        if over == sums.taxes { return .taxAdded }
        return over == -sums.taxes ? .taxLeftOut : nil
    }

    /// A cent for every line, of whatever the currency has instead of cents.
    private static func aboutRounding(_ over: Decimal, _ invoice: EDIInvoice, _ digits: Int) -> EDISuspicion? {
        guard let most = Decimal(units: Int128(max(1, invoice.lines.count)), scale: digits) else { return nil }
        return over.magnitude <= most ? .rounding : nil
    }

    private static func aboutLines(_ over: Decimal, _ sums: EDISums, _ invoice: EDIInvoice) -> EDISuspicion? {
        if let line = line(sums, invoice, -over) { return .lineLeftOut(line) }
        if let line = line(sums, invoice, over) { return .lineTwice(line) }
        for (line, amount) in zip(invoice.lines, sums.lineAmounts) {
            guard let amount, let wanted = EDILineCheck(line).wanted else { continue }
            if wanted.minus(amount) == over { return .linePrice(line.item, wanted) }
        }
        return nil
    }

    private static func line(_ sums: EDISums, _ invoice: EDIInvoice, _ amount: Decimal) -> EDIItem? {
        guard let at = sums.lineAmounts.firstIndex(where: { $0 == amount }) else { return nil }
        return invoice.lines[at].item
    }
}

extension EDISuspicion {
    /// A sentence, to follow the figures.
    package func words(_ money: (Decimal) -> String) -> String {
        switch self {
        case .chargeTwice(let charge, let again?):
            "\(charge.name) \(money(charge.effect)) stands twice (segments \(charge.segment) and \(again.segment)), and was "
                + "counted twice."
        case .chargeTwice(let charge, nil):
            "It looks as if \(charge.name) \(money(charge.effect)) (segment \(charge.segment)) was counted twice."
        case .recapAdded(let charge):
            "It looks as if the charges of the lines were added again (segment \(charge.segment)): the amounts of the lines "
                + "have them already."
        case .chargeLeftOut(let charge):
            "It looks as if \(charge.name) \(money(charge.effect)) (segment \(charge.segment)) was left out of the total."
        case .taxAdded: "It looks as if the tax was added although it is in the amounts already."
        case .taxLeftOut: "It looks as if the tax was left out of the total."
        case .lineMissing(let said, let has):
            "The message says it has \(said) lines and has \(has): it looks as if lines are missing."
        case .lineTooMany(let item):
            "The message has more lines than it says: the line of segment \(item.segment) is not in the total."
        case .lineLeftOut(let item): "It looks as if the line of segment \(item.segment) was left out of the total."
        case .lineTwice(let item):
            "It looks as if the line of segment \(item.segment) was counted twice, or stands once too rarely."
        case .rounding: "It looks like rounding, or a cent lost in one line."
        case .sign: "Only the sign is wrong."
        case .linePrice(let item, let wanted):
            "The line of segment \(item.segment) would come to \(money(wanted)) by its price and quantity, which would make up for it."
        case .unknown: "Nothing in the message accounts for it."
        }
    }
}
