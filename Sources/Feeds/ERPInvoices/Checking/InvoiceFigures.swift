import Exchange
import Rules

/// The numbers of an invoice, each read once and exactly, with their signs as a bookkeeper expects them: what is to be paid
/// is positive, what comes off is negative.
///
/// A discount line carries a positive total and negative funds in Alma's file: its total is turned here.
struct InvoiceFigures {
    /// A number that is none.
    struct Flaw {
        let element: Int
        let field: String
        let place: String
        let problem: DecimalProblem
        /// The invoice cannot go without it.
        let isMoney: Bool
    }

    private(set) var currency: Currency?
    private(set) var flaws: [Flaw] = []
    /// Lines whose sign was turned.
    private(set) var turned = 0
    /// By field: of the invoice, then of every line and every fund as they stand in `Invoice`; nil where blank.
    private var values: [Decimal?] = []
    private(set) var charges: [Decimal?] = []
    private var lineStart = 0
    private var fundStart = 0

    /// The fields of each level that hold numbers.
    private static let numbers: [[Int]] = (0..<3).map { level in
        InvoiceShape.shape.fields.indices.filter { field in
            let kind = InvoiceShape.shape.fields[field].kind
            return InvoiceShape.shape.level(of: field) == level && (kind == .money || kind == .number)
        }
    }

    /// The place of a field among the numbers of its level; -1 where it holds none.
    private static let slots: [Int] = InvoiceShape.shape.fields.indices.map { field in
        numbers[InvoiceShape.shape.level(of: field)].firstIndex(of: field) ?? -1
    }

    /// Fields without which there is no amount.
    private static let demanded = Set(
        [InvoiceField.amount, InvoiceField.lineTotal, InvoiceField.fundAmount])

    /// How many numbers there are of a line, and of a fund.
    private static let lineWidth = numbers[1].count
    private static let fundWidth = numbers[2].count

    static func isNumber(_ field: Int) -> Bool { slots[field] >= 0 }

    mutating func read(_ invoice: Invoice) {
        flaws.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        turned = 0
        currency = invoice.withBytes(invoice.element(InvoiceField.currency)) { Currency($0) }
        for field in InvoiceFigures.numbers[0] {
            values.append(number(invoice, invoice.element(field), field, ""))
        }
        lineStart = values.count
        for (index, line) in invoice.lines.enumerated() {
            for field in InvoiceFigures.numbers[1] {
                values.append(number(invoice, invoice.element(field, of: line, 1), field, "line \(index + 1)"))
            }
        }
        fundStart = values.count
        for (index, fund) in invoice.funds.enumerated() {
            let place = InvoiceFigures.place(invoice, fund: index)
            for field in InvoiceFigures.numbers[2] {
                values.append(number(invoice, invoice.element(field, of: fund, 2), field, place))
            }
        }
        charges = invoice.charges.map { number(invoice, $0.amount, InvoiceField.otherCharges, "") }
        for line in invoice.lines.indices where isTurned(invoice, line) { turn(line) }
    }

    /// `line 3, fund 2`.
    static func place(_ invoice: Invoice, fund: Int) -> String {
        let line = invoice.funds[fund].line
        let first = invoice.paid[line]
        return first.count == 1 ? "line \(line + 1)" : "line \(line + 1), fund \(fund - first.lowerBound + 1)"
    }

    private mutating func number(_ invoice: Invoice, _ element: Int, _ field: Int, _ place: @autoclosure () -> String)
        -> Decimal?
    {
        if element < 0, !InvoiceFigures.demanded.contains(field) { return nil }
        let read = invoice.withBytes(element) { DecimalReading.plain.read($0) }
        switch read {
        case .failure(.blank) where !InvoiceFigures.demanded.contains(field): return nil
        case .success(let number): return number
        case .failure(let problem):
            let kind = InvoiceShape.shape.fields[field].kind
            flaws.append(
                Flaw(
                    element: element, field: InvoiceShape.shape.fields[field].name, place: place(), problem: problem,
                    isMoney: kind == .money || field == InvoiceField.otherCharges))
            return nil
        }
    }

    /// A discount: its funds have the other sign, or there are none and it has the sign of the whole.
    private func isTurned(_ invoice: Invoice, _ line: Int) -> Bool {
        let type = invoice.bytes(invoice.element(InvoiceField.lineType, of: invoice.lines[line], 1))
        guard type.count == 8, String(decoding: type, as: UTF8.self).uppercased() == "DISCOUNT",
            let total = self[line: line, InvoiceField.lineTotal], !total.isZero
        else { return false }
        let funds = invoice.paid[line]
        guard funds.isEmpty else { return sum(funds: funds) == -total }
        return total.isNegative == (self[InvoiceField.amount]?.isNegative ?? false)
    }

    private mutating func turn(_ line: Int) {
        turned += 1
        for field in [InvoiceField.lineTotal, InvoiceField.linePrice, InvoiceField.lineVAT] {
            let place = lineStart + line * InvoiceFigures.numbers[1].count + InvoiceFigures.slots[field]
            values[place] = values[place].map { -$0 }
        }
    }
}

extension InvoiceFigures {
    subscript(field: Int) -> Decimal? { values[InvoiceFigures.slots[field]] }

    subscript(line line: Int, field: Int) -> Decimal? {
        values[lineStart + line * InvoiceFigures.lineWidth + InvoiceFigures.slots[field]]
    }

    subscript(fund fund: Int, field: Int) -> Decimal? {
        values[fundStart + fund * InvoiceFigures.fundWidth + InvoiceFigures.slots[field]]
    }

    /// What these funds pay together; nil where an amount is none, or the sum is larger than anything can be.
    func sum(funds: Range<Int>) -> Decimal? {
        var sum = Decimal.zero
        for fund in funds {
            guard let amount = self[fund: fund, InvoiceField.fundAmount], let more = sum.plus(amount) else {
                return nil
            }
            sum = more
        }
        return sum
    }

    /// Of a field over all lines; a blank one is zero.
    func sum(lines count: Int, _ field: Int) -> Decimal? {
        var sum = Decimal.zero
        for line in 0..<count {
            guard let more = sum.plus(self[line: line, field] ?? .zero) else { return nil }
            sum = more
        }
        return sum
    }

    /// The invoice's total, where it and its currency are whole.
    var money: Money? {
        guard let currency, let amount = self[InvoiceField.amount] else { return nil }
        return Money(amount, currency)
    }
}
