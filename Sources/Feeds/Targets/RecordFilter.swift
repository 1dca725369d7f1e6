import Exchange
import Rules

/// A profile's `filter`: records for which one of its conditions holds are left out, and counted by its name.
package final class RecordFilter {
    package static let setting = Setting(
        "filter", .list(.block(keys)), "records that are left out, each rule with a name that the report counts it by",
        example: "[{name: recent fees, when: {transaction_date: {newer_than: 30 days}}}]")

    private static let keys: [Setting] = [
        Setting("name", .text, required: true, "what the report calls it", example: "recent fees"),
        Setting(
            "when", .node, required: true,
            "a condition on fields of the record; where it holds, the record is left out",
            example: "{transaction_date: {newer_than: 30 days}}"),
    ]

    private let rules: [(name: String, test: CompiledCondition, words: String)]
    private var counts: [Int]

    /// `settings` is the profile's; conditions see the fields down to `level`.
    package init(
        _ settings: Settings, shape: RecordShape, level: Int = 0, scope: RuleScope, _ complaints: inout Complaints
    ) {
        var rules: [(name: String, test: CompiledCondition, words: String)] = []
        for block in settings.blocks("filter") {
            guard let node = block.written("when"),
                let condition = Condition.read(node, key: block.dotted("when"), in: scope, &complaints)
            else { continue }
            let names = shape.fields(upTo: level).map(\.name)
            for column in condition.columns where !names.contains(column) {
                complaints.add(
                    node.mark, key: block.dotted("when"),
                    "'\(column)' is no field that a filter can ask for here", nearest: nearest(column, among: names),
                    allowed: names)
            }
            rules.append((block.text("name") ?? "", condition.compiled(shape.number), condition.explanation))
        }
        self.rules = rules
        counts = Array(repeating: 0, count: rules.count)
    }

    package var isEmpty: Bool { rules.isEmpty }

    /// The first rule that leaves this record out, by its name; nil where it stays. Counted.
    package func leavesOut(_ frame: RecordFrame, today: CivilDate) throws(Fault) -> String? {
        if rules.isEmpty { return nil }
        let found = try frame.withCells { cells throws(Fault) in
            rules.firstIndex { $0.test.holds(cells, today: today) }
        }
        guard let found else { return nil }
        counts[found] += 1
        return rules[found].name
    }

    /// Says how many records each rule left out; a conversion's last word.
    package func remark(_ report: Report) {
        for (rule, count) in zip(rules, counts) where count > 0 {
            report.remark("Left out by the filter '\(rule.name)': \(count) \(count == 1 ? "record" : "records").")
        }
    }

    /// A sentence for each rule.
    package var explanation: [String] {
        rules.map { "Leaves out records where \($0.words) (filter '\($0.name)')." }
    }
}
