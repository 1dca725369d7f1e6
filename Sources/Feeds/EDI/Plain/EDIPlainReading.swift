import Exchange
import Formats

/// Reads an invoice as long as there is nothing to say of it: `take` answers false at the first segment that takes a longer
/// look. What belongs where is decided as `EDIInvoiceReading` and `EDIMoneyReading` do.
struct EDIPlainReading {
    let figures: EDIPlainFigures
    let rules: EDIPlainRules
    var section = EDISection.header
    var sums = EDIPlainSums()
    var totals = EDIPlainTotals()
    var line = EDIPlainLine()
    var isInLine = false
    /// An ALC stands open; it has no amount yet; it takes off.
    var hasCharge = false
    var awaitsAmount = false
    var isAllowance = false
    /// The currency's three letters.
    var currency: EDIPlainCode?
    private var heading: Int?
    private var isDated = false

    init(_ separators: EDISeparators, _ rules: EDIPlainRules) {
        figures = EDIPlainFigures(separators)
        self.rules = rules
    }

    @inline(__always)
    mutating func take(_ row: EDIPlainRow, _ index: Int) -> Bool {
        // A qualifier with a released sign in it may read as another one.
        if row.count > 1, row[1].isDirty { return false }
        switch row.tag {
        case "LIN": return begin(row)
        case "MOA": return takeAmount(row)
        case "QTY": return !isInLine || takeQuantity(row)
        case "PRI":
            hasCharge = false
            return !isInLine || takePrice(row)
        case "RFF": return !isInLine || takeReference(row)
        case "ALC": return takeCharge(row)
        case "TAX", "ALI", "CUX", "RTE", "RNG": return row.tag != "CUX" || section != .header || takeCurrency(row)
        case "PCD": return !hasCharge
        case "DTM": return section == .summary || takeDay(row)
        case "CNT": return takeCount(row)
        case "UNS": return beginSummary()
        default:
            hasCharge = false
            return takeOther(row, index)
        }
    }

    private mutating func takeOther(_ row: EDIPlainRow, _ index: Int) -> Bool {
        switch row.tag {
        case "PIA": return !isInLine || areIdentifiersPlain(row)
        case "GIR": return !isInLine || takeCopy(row)
        case "BGM": return section != .header || takeHeading(row, index)
        default: return true
        }
    }

    // MARK: The head

    private mutating func takeHeading(_ row: EDIPlainRow, _ index: Int) -> Bool {
        guard heading == nil, let number = row.piece(2, 1), !number.isEmpty, !number.isDirty else { return false }
        heading = index
        for component in 1...4 where row.piece(1, component)?.isDirty == true { return false }
        return row.code(1, 1) != "381" && row.code(1, 4) != "JCRN"
    }

    private mutating func takeCurrency(_ row: EDIPlainRow) -> Bool {
        if currency != nil { return true }
        guard let piece = row.piece(1, 2), piece.count == 3, !piece.isDirty,
            row.raw(piece).allSatisfy({ (0x41...0x5A).contains($0) })
        else { return false }
        currency = EDIPlainCode(row.raw(piece))
        return true
    }

    /// Days that exist, written in full.
    private mutating func takeDay(_ row: EDIPlainRow) -> Bool {
        guard let piece = row.piece(1, 2), piece.count == 8, !piece.isDirty, row.code(1, 3) == "102" else {
            return false
        }
        var number = 0
        for byte in row.raw(piece) {
            guard byte &- 0x30 <= 9 else { return false }
            number = number * 10 + Int(byte &- 0x30)
        }
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        guard year > 0, (1...12).contains(month), day > 0 else { return false }
        if day > 28, CivilDate(year: year, month: month, day: day) == nil { return false }
        if !isInLine, row.code(1, 1) == "137" { isDated = true }
        return true
    }

    // MARK: Ends

    private mutating func begin(_ row: EDIPlainRow) -> Bool {
        guard section != .summary, close() else { return false }
        (section, isInLine, hasCharge) = (.line, true, false)
        line = EDIPlainLine()
        sums.lineCount += 1
        return isIdentifierPlain(row)
    }

    private mutating func beginSummary() -> Bool {
        guard section != .summary, close() else { return false }
        (section, isInLine, hasCharge) = (.summary, false, false)
        return true
    }

    private func isIdentifierPlain(_ row: EDIPlainRow) -> Bool {
        var element = 0
        for at in 1..<max(1, row.count) where row[at].beginsElement {
            element += 1
            if element == 3 { return EDIPlainIdentifier.isPlain(row, at) }
        }
        return true
    }

    /// All there is to say once everything was read.
    mutating func finished() -> EDIPlainInvoice? {
        guard section == .summary, sums.lineCount > 0, isDated, let heading, let currency = currency.map({ "\($0)" }),
            let place = rules.total ?? totals.first, totals[place] >= 0,
            let model = sums.model(totals, place, totals[place]), rules.allow(model),
            let known = Currency(currency)
        else { return nil }
        return EDIPlainInvoice(
            model: model, money: Money(EDIPlainFigures.decimal(totals[place]), known), heading: heading)
    }
}
