import ConformanceKit
import Exchange
import Feeds
import ServerKit
import Testing

/// Amounts and their splits, at random, through layouts, and counted again by somebody who knows whole numbers only.
/// `EXCHANGE_ALL_AMOUNTS=1`: a million of them.
@Suite struct `Amounts through layouts` {
    struct Style: Sendable, CustomTestStringConvertible {
        let format: String
        let number: String
        var mark: Character? = "."
        var isTrailing = false
        /// Digits by currency; two of all where it says nothing.
        var digits: [String: Int] = [:]
        var testDescription: String { "\(format) {\(number)}" }
    }

    private static let styles = [
        Style(format: "delimited", number: "decimals: 2"),
        Style(format: "delimited", number: "decimals: 2, mark: none", mark: nil),
        Style(format: "delimited", number: "decimals: 2, mark: \",\", sign: trailing", mark: ",", isTrailing: true),
        Style(
            format: "delimited", number: "currency: invoice_currency", digits: ["USD": 2, "JPY": 0, "KWD": 3, "EUR": 2]),
        Style(format: "fixed", number: "decimals: 2"),
    ]
    private static let count = Repository.variable("EXCHANGE_ALL_AMOUNTS") != nil ? 1_000_000 : 100_000

    private static func layout(_ style: Style) -> String {
        let width = style.format == "fixed" ? ", width: 20" : ""
        func field(_ name: String) -> String { "{name: \(name), value: \(name), number: {\(style.number)}\(width)}" }
        return """
            format: \(style.format)
            separator: "|"
            records:
              - {for: invoice, fields: [{constant: I}, {name: currency, value: invoice_currency\(width)}, \(field("invoice_amount"))]}
              - {for: fund, fields: [{constant: F}, {constant: "-"}, \(field("fund_amount"))]}
            """
    }

    @Test(arguments: styles) func `come out to the last digit, or not at all`(_ style: Style) throws {
        var numbers = SeededNumbers(seed: 417)
        let trial = try TargetTrial(Self.layout(style), TargetShapes.invoices)
        var given: [(total: Int, funds: [Int])] = []
        var made = 0
        var refused = 0
        while made < Self.count / Self.styles.count {
            let currency = ["USD", "JPY", "KWD", "EUR"].randomElement(using: &numbers) ?? "USD"
            let digits = style.digits[currency] ?? 2
            let funds = (0..<Int.random(in: 1...6, using: &numbers)).map { _ in Self.amount(&numbers) }
            let total = funds.reduce(0, +)
            // One in fifty has a digit that cannot be written.
            let isFine = Int.random(in: 0..<50, using: &numbers) == 0
            func text(_ units: Int, _ more: Int = 0) -> String {
                Decimal(units: Int128(units) * (more > 0 ? 10 : 1) + Int128(more), scale: digits + (more > 0 ? 1 : 0))?
                    .description ?? ""
            }
            var records: [(level: String, fields: KeyValuePairs<String, String>)] = [
                ("invoice", ["invoice_currency": currency, "invoice_amount": text(total, isFine ? 1 : 0)]),
                ("line", [:]),
            ]
            for fund in funds { records.append(("fund", ["fund_amount": text(fund)])) }
            let before = trial.problems.count
            try trial.add(records)
            made += funds.count + 1
            if isFine {
                #expect(trial.problems.count > before)
                refused += 1
            } else {
                given.append((total, funds))
            }
        }
        #expect(trial.problems.allSatisfy { $0.hasPrefix("target.number") } && trial.problems.count == refused)
        let differences = Self.differences(try trial.finish()[0], given, style)
        #expect(differences == 0)
    }

    /// Most are small; some have the most digits a total can have.
    private static func amount(_ numbers: inout SeededNumbers) -> Int {
        let limit = [100, 10_000, 100_000_000, 1_000_000_000_000].randomElement(using: &numbers) ?? 100
        return Int.random(in: -limit...limit, using: &numbers)
    }

    /// Reads the lines with whole numbers only.
    private static func differences(_ text: String, _ given: [(total: Int, funds: [Int])], _ style: Style) -> Int {
        var found: [(total: Int, funds: [Int])] = []
        for line in text.split(separator: "\n") {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            let currency = String(cells[1].filter { $0 != " " })
            guard let value = units(cells[2], style, currency, found.last?.total) else { return -1 }
            if cells[0] == "I" { found.append((value, [])) } else { found[found.count - 1].funds.append(value) }
        }
        guard found.count == given.count else { return -2 }
        return zip(found, given).count { pair in
            pair.0.total != pair.1.total || pair.0.funds != pair.1.funds || pair.0.funds.reduce(0, +) != pair.0.total
        }
    }

    private static func units(_ cell: Substring, _ style: Style, _ currency: String, _ total: Int?) -> Int? {
        var digits = cell.filter { $0 != " " }
        let isNegative = style.isTrailing ? digits.last == "-" : digits.first == "-"
        digits = digits.filter { $0 != "-" }
        if let mark = style.mark { digits = digits.filter { $0 != mark } }
        return Int(String(digits)).map { isNegative ? -$0 : $0 }
    }
}
