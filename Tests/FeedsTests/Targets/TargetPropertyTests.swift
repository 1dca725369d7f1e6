import ConformanceKit
import Exchange
import Feeds
import Rules
import Testing

@Suite struct `What a target writes` {
    /// The separator, the quote, blanks, letters of several bytes; no line ends, which layouts refuse.
    private static func text(_ numbers: inout SeededNumbers) -> String {
        let letters = Array(",;\" 'aé€Ω0\\<&]>{}")
        return String(
            (0..<Int.random(in: 0...8, using: &numbers)).map { _ in letters.randomElement(using: &numbers) ?? "a" })
    }

    private static func amount(_ numbers: inout SeededNumbers) -> Decimal {
        let units = Int128(Int.random(in: -10_000_000_000...10_000_000_000, using: &numbers))
        return Decimal(units: units, scale: 2) ?? .zero
    }

    @Test(arguments: ["always", "needed"], ["{column: user_name, trim: no}", "user_name"])
    func `is read by others as it was meant, line by line`(quote: String, value: String) throws {
        var numbers = SeededNumbers(seed: 7)
        let trial = try TargetTrial(
            "format: delimited\nquote: \(quote)\nrecords: [{for: fee, fields: [{value: \(value)}, {value: amount, number: {decimals: 2}}]}]"
        )
        var given: [[String]] = []
        for _ in 0..<2000 {
            let (name, amount) = (Self.text(&numbers), Self.amount(&numbers))
            try trial.add(fee: ["user_name": name, "amount": amount.description])
            // Nothing but blanks is blank.
            let isBlank = name.allSatisfy { $0 == " " }
            let bare = value == "user_name" ? Self.trimmed(name) : name
            given.append([isBlank ? "" : bare, amount.text(digits: 2)])
        }
        #expect(trial.problems == [])
        let lines = try trial.finish()[0].split(separator: "\n").map { Self.cells(String($0)) }
        #expect(lines == given)
    }

    private static func trimmed(_ text: String) -> String {
        let rest = text.drop { $0 == " " }
        return String(rest.prefix(rest.count - rest.reversed().prefix { $0 == " " }.count))
    }

    /// As the standard says, letter by letter.
    private static func cells(_ line: String) -> [String] {
        var cells = [""]
        var isQuoted = false
        var rest = line.unicodeScalars[...]
        while let letter = rest.popFirst() {
            if letter == "\"" {
                if isQuoted, rest.first == "\"" {
                    cells[cells.count - 1].unicodeScalars.append(letter)
                    rest.removeFirst()
                } else {
                    isQuoted.toggle()
                }
            } else if letter == ",", !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].unicodeScalars.append(letter)
            }
        }
        return cells
    }

    @Test(arguments: ["xml", "json"])
    func `balances with its controls, whatever the records`(format: String) throws {
        var numbers = SeededNumbers(seed: 11)
        let inner = """
            - {name: id, value: invoice_id}
            - {name: total, value: invoice_amount, number: {decimals: 2, mark: ","}}
            - name: line
              for: line
              content:
                - {name: note, value: po_title}
                - {name: fund, for: fund, value: fund_amount, number: {decimals: 2, sign: trailing}}
            """.split(separator: "\n").map { "        \($0)" }.joined(separator: "\n")
        let trial = try TargetTrial(
            "format: \(format)\ndocument:\n  - name: all\n    content:\n    - name: invoice\n      for: invoice\n      content:\n\(inner)",
            TargetShapes.invoices)
        var (totals, funds) = (Decimal.zero, Decimal.zero)
        for number in 0..<300 {
            let total = Self.amount(&numbers)
            totals = try #require(totals.plus(total))
            var records: [(level: String, fields: KeyValuePairs<String, String>)] = [
                ("invoice", ["invoice_id": "\(number)", "invoice_amount": total.description])
            ]
            for _ in 0..<Int.random(in: 0...4, using: &numbers) {
                records.append(("line", ["po_title": Self.text(&numbers)]))
                for _ in 0..<Int.random(in: 0...3, using: &numbers) {
                    let part = Self.amount(&numbers)
                    funds = try #require(funds.plus(part))
                    records.append(("fund", ["fund_amount": part.description]))
                }
            }
            try trial.add(records)
        }
        #expect(trial.problems == [])
        _ = try trial.finish()
        #expect(trial.controls == ["1 records 300", "1 total \(totals)", "1 line/fund \(funds)"])
    }
}
