import Exchange
import Testing

@testable import Feeds

/// Cents of one currency are never added to another's.
@Suite struct `Totals in several currencies` {
    private static let lines = "records: [{for: fee, fields: [{name: A, value: amount}, {value: currency}]}]"

    private func add(_ trial: TargetTrial, _ fees: [(String, String)]) throws {
        for (amount, currency) in fees { try trial.add(fee: ["amount": amount, "currency": currency]) }
    }

    private func controls(_ trial: TargetTrial) -> [String] {
        trial.report.tally.controls.map { "\($0.output) \($0.name) \($0.currency ?? "-") \($0.total)" }
    }

    @Test(arguments: [
        "format: delimited\n\(lines)",
        "format: json\ndocument: [{name: fees, content: [{name: fee, for: fee, content: [{name: A, value: amount}]}]}]",
        "format: xml\ndocument: [{name: fees, content: [{name: fee, for: fee, content: [{name: A, value: amount}]}]}]",
    ])
    func `a control for each, and read back all the same`(_ layout: String) throws {
        let trial = try TargetTrial(layout)
        try add(trial, [("10.5", "USD"), ("300", "JPY"), ("-0.25", "USD"), ("0.125", "KWD")])
        _ = try trial.finish()
        #expect(
            controls(trial).filter { $0.contains(" A ") } == ["1 A USD 10.25", "1 A JPY 300", "1 A KWD 0.125"])
        let lie = trial.report.tally.controls.map { control in
            ControlTotal(
                output: control.output, name: control.name, currency: control.currency,
                total: control.currency == "JPY" ? Decimal(whole: 301) : control.total)
        }
        var tally = trial.report.tally
        tally.controls = lie
        #expect(throws: Fault.self) { try TargetCheck(trial.plan).check(trial.files, tally, .full) }
    }

    @Test(arguments: [
        "  - {for: file, fields: [{name: T, total: amount, number: {decimals: 2}, width: 12}]}\n",
        "  - {for: file, at: end, fields: [{name: T, total: amount, number: {decimals: 2}}]}\n",
    ])
    func `a total in the file is of one currency, and other records are refused`(_ total: String) throws {
        let trial = try TargetTrial(
            "format: delimited\nrecords:\n\(total)  - {for: fee, fields: [{name: A, value: amount}]}\n")
        try add(trial, [("10.5", "USD"), ("300", "JPY"), ("1", "USD")])
        #expect(
            trial.problems == [
                "target.currencies amount (fee) is in another currency than what its file adds up already"
            ])
        #expect(try trial.finish()[0].contains("11.50"))
        #expect(controls(trial).contains("1 A USD 11.5"))
    }

    @Test func `a file for each currency has a total of its own`() throws {
        let trial = try TargetTrial(
            """
            format: delimited
            files: [{part: usd, when: {currency: USD}}, {part: other}]
            records:
              - {for: fee, fields: [{name: A, value: amount}]}
              - {for: file, at: end, fields: [{name: T, total: amount}]}
            """)
        try add(trial, [("10.5", "USD"), ("300", "JPY"), ("1", "USD")])
        #expect(trial.problems.isEmpty)
        #expect(try trial.finish() == ["10.5\n1\n11.5\n", "300\n300\n"])
    }

    @Test func `a control file knows the currency of its total too`() throws {
        let trial = try TargetTrial(
            "format: delimited\n\(Self.lines)\ncontrol: {part: c, fields: [{name: T, total: amount}]}")
        try add(trial, [("10.5", "USD"), ("300", "JPY")])
        #expect(trial.problems.count == 1)
        #expect(try trial.finish() == ["10.5,USD\n", "10.5\n"])
    }

    @Test func `a record's own total is its own`() throws {
        let trial = try TargetTrial(
            "format: delimited\nrecords: [{for: fee, fields: [{name: A, total: amount}]}]")
        try add(trial, [("10.5", "USD"), ("300", "JPY")])
        #expect(trial.problems.isEmpty)
        #expect(try trial.finish() == ["10.5\n300\n"])
        #expect(controls(trial).suffix(2) == ["1 A USD 10.5", "1 A JPY 300"])
    }
}
