import ConformanceKit
import Exchange
import Testing

@testable import Feeds

/// Random invoices whose sums are known: none is complained about, and one unit too many anywhere is always found.
@Suite struct `Sums of random invoices` {
    private struct Random {
        var numbers: SeededNumbers

        mutating func amount(_ digits: Int) -> Decimal {
            Decimal(units: Int128(Int.random(in: -99_999...9_999_999, using: &numbers)), scale: digits) ?? .zero
        }

        /// `total` in so many parts.
        mutating func split(_ total: Decimal, _ count: Int, _ digits: Int) throws -> [Decimal] {
            var rest = total
            var parts: [Decimal] = []
            for _ in 1..<count {
                let part = amount(digits)
                parts.append(part)
                rest = try #require(rest.minus(part))
            }
            return parts + [rest]
        }

        mutating func invoice(_ number: Int) throws -> InvoiceText {
            let digits = [0, 2, 3].randomElement(using: &numbers) ?? 2
            let currency = digits == 0 ? "JPY" : digits == 2 ? "EUR" : "KWD"
            var invoice = InvoiceText()
            invoice.id = "\(number)"
            invoice.number = "N\(number)"
            invoice.currency = currency
            let total = amount(digits)
            invoice.sum = total.description
            let count = Int.random(in: 1...6, using: &numbers)
            invoice.lines = try split(total, count, digits).enumerated().map { index, line in
                let funds = try split(line, Int.random(in: 1...4, using: &numbers), digits)
                return InvoiceText.Line(
                    "\(index + 1)", line.description,
                    funds: funds.map { InvoiceText.Fund($0.description, currency: currency) })
            }
            return invoice
        }
    }

    @Test func `add up to the last digit, whatever the splits`() throws {
        var random = Random(numbers: SeededNumbers(seed: 8))
        var invoices: [InvoiceText] = []
        for number in 0..<3000 { invoices.append(try random.invoice(number)) }
        let trial = try InvoiceTrial(invoices)
        #expect(trial.findings.filter { !$0.hasPrefix("note") } == [])
        #expect(trial.counts == [3000, 3000, 0, 0])
        for account in trial.report.tally.money.accounts.values { #expect(account.read == account[.delivered]) }
    }

    @Test func `show one unit too many wherever it stands`() throws {
        var random = Random(numbers: SeededNumbers(seed: 9))
        var invoices: [InvoiceText] = []
        for number in 0..<500 {
            var invoice = try random.invoice(number)
            let unit = Decimal(units: 1, scale: invoice.currency == "JPY" ? 0 : invoice.currency == "EUR" ? 2 : 3)
            func more(_ text: String) throws -> String {
                let one = try #require(unit)
                let sum = Decimal(text)?.plus(one)
                return try #require(sum).description
            }
            switch number % 3 {
            case 0: invoice.sum = try more(invoice.sum)
            case 1: invoice.lines[0].total = try more(invoice.lines[0].total)
            default: invoice.lines[0].funds[0].sum = try more(invoice.lines[0].funds[0].sum)
            }
            invoices.append(invoice)
        }
        let trial = try InvoiceTrial(invoices)
        #expect(trial.counts == [500, 0, 500, 0])
    }
}
