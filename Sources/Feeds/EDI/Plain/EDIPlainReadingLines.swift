import Exchange
import Formats

/// What stands in lines, and every amount.
extension EDIPlainReading {
    mutating func takeQuantity(_ row: EDIPlainRow) -> Bool {
        guard let count = figures.count(row, 1, 2) else { return false }
        switch row.code(1, 1) {
        case "47": if line.invoiced < 0 { line.invoiced = count }
        case "21": if line.ordered < 0 { line.ordered = count }
        case "1": if line.discrete < 0 { line.discrete = count }
        default: break
        }
        return true
    }

    mutating func takePrice(_ row: EDIPlainRow) -> Bool {
        guard let price = figures.read(row, 1, 2) else { return false }
        return line.take(price: price)
    }

    mutating func takeReference(_ row: EDIPlainRow) -> Bool {
        guard let value = row.piece(1, 2), !value.isEmpty else { return true }
        if value.isDirty { return false }
        let qualifier = row.code(1, 1)
        switch qualifier {
        case "LI", "SLI", "SNA", "SNL", "ON": line.hasOrderLine = true
        default: break
        }
        if qualifier == rules.orderLine { line.hasOwnOrderLine = true }
        return true
    }

    /// Numbers that rise, or stay for what has no room in one segment.
    mutating func takeCopy(_ row: EDIPlainRow) -> Bool {
        guard let piece = row.piece(1, 1), !piece.isEmpty, piece.count <= 6, !piece.isDirty else { return false }
        var number = 0
        for byte in row.raw(piece) {
            guard byte &- 0x30 <= 9 else { return false }
            number = number * 10 + Int(byte &- 0x30)
        }
        // `1` and `001` are two.
        number += piece.count * 10_000_000
        if number == line.lastCopy { return true }
        guard number > line.lastCopy else { return false }
        line.lastCopy = number
        line.copies += 1
        return true
    }

    func areIdentifiersPlain(_ row: EDIPlainRow) -> Bool {
        var element = 0
        for at in 1..<max(1, row.count) where row[at].beginsElement {
            element += 1
            if element > 6 { return true }
            if element > 1, !EDIPlainIdentifier.isPlain(row, at) { return false }
        }
        return true
    }

    mutating func takeCharge(_ row: EDIPlainRow) -> Bool {
        (hasCharge, awaitsAmount) = (true, true)
        isAllowance = row.code(1, 1) == "A"
        if row.piece(1, 1)?.isDirty == true { return false }
        if rules.charges.isEmpty || isAllowance { return true }
        guard let code = row.piece(5, 1), !code.isEmpty else { return true }
        return !code.isDirty && rules.charges.contains(String(decoding: row.raw(code), as: UTF8.self))
    }

    mutating func takeAmount(_ row: EDIPlainRow) -> Bool {
        guard let amount = figures.read(row, 1, 2) else { return false }
        if let other = row.piece(1, 3), !other.isEmpty, other.isDirty || EDIPlainCode(row.raw(other)) != currency {
            return false
        }
        let qualifier = row.code(1, 1)
        if hasCharge, awaitsAmount {
            switch qualifier {
            case "8", "23", "204", "131", "259", "304":
                awaitsAmount = false
                add(charge: amount)
                return true
            default: break
            }
        }
        switch qualifier {
        case "124": return add(tax: amount)
        case "125": return true
        default: return isInLine ? add(qualifier, line: amount) : section == .summary && add(qualifier, total: amount)
        }
    }

    private mutating func add(charge amount: Int64) {
        let effect = isAllowance ? -amount : amount
        switch section {
        case .header: sums.header = (sums.header.count + 1, sums.header.effect &+ effect)
        case .summary: sums.summary = (sums.summary.count + 1, sums.summary.effect &+ effect)
        case .line:
            sums.inLines = (sums.inLines.count + 1, sums.inLines.effect &+ effect)
            line.effect &+= effect
            if !isAllowance {
                line.charges += 1
                line.surcharge &+= amount
            }
        }
    }

    private mutating func add(tax amount: Int64) -> Bool {
        switch section {
        case .header: sums.hasHeaderTax = sums.hasHeaderTax || amount > 0
        case .line: sums.lineTaxes &+= amount
        case .summary: sums.summaryTaxes &+= amount
        }
        return true
    }

    private mutating func add(_ qualifier: EDIPlainCode, line amount: Int64) -> Bool {
        guard qualifier == "203" else { return true }
        defer { line.amount = amount }
        return line.amount < 0
    }

    private mutating func add(_ qualifier: EDIPlainCode, total amount: Int64) -> Bool {
        let place: Int
        switch qualifier {
        case "129": place = 0
        case "9": place = 1
        case "86": place = 2
        case "39": place = 3
        case "77": place = 4
        case "79": place = 5
        case "8", "176": return false
        default: return true
        }
        defer { totals[place] = amount }
        return totals[place] < 0
    }

    /// How many lines there are, and of how many things; the lines before it have been read.
    mutating func takeCount(_ row: EDIPlainRow) -> Bool {
        guard let said = figures.read(row, 1, 2) else { return false }
        switch row.code(1, 1) {
        case "2": return section == .summary && said == sums.lineCount * EDIPlainFigures.one
        case "1": return section == .summary && said == sums.quantities * EDIPlainFigures.one
        default: return true
        }
    }

    /// The line that stood open; false where there is something to say of it.
    mutating func close() -> Bool {
        guard isInLine else { return true }
        let quantity = line.quantity
        guard line.amount >= 0, quantity > 0, line.copies == 0 || line.copies == quantity, line.fits(exactly: false),
            rules.allow(line)
        else { return false }
        sums.lines &+= line.amount
        sums.quantities &+= quantity
        if line.charges > 0 {
            sums.charged += 1
            if line.fits(exactly: true) { sums.apart += 1 }
        }
        return true
    }
}
