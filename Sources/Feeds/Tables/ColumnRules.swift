import Exchange
import Formats
import Rules

/// The block `fields` of a feed whose records are rows: for each field of a record the rule its value comes from.
struct ColumnRules: Hashable, Sendable {
    struct Field: Hashable, Sendable {
        /// The caller's number for it.
        let place: Int
        let name: String
        let rule: ValueRule
    }

    let fields: [Field]

    /// Settings of such a block: every field with one line about it.
    static func settings(_ fields: [(name: String, summary: String)]) -> [Setting] {
        fields.map { Setting($0.name, .node, $0.summary, example: "COLUMN") }
    }

    /// Reads the block; `places` are the fields it may have. Complains about those of `needs` that are not there.
    init(
        _ block: Settings, places: [String: Int], needs: [String], _ format: TableFormat, _ scope: RuleScope,
        added: Set<String> = [], _ complaints: inout Complaints
    ) {
        var fields: [Field] = []
        for pair in block.node.pairs ?? [] {
            let key = block.dotted(pair.key)
            guard let place = places[pair.key],
                let rule = ValueRule.read(pair.value, key: key, in: scope, &complaints)
            else { continue }
            for column in rule.columns where !added.contains(column) {
                format.check(column, rule.mark, key: key, &complaints)
            }
            fields.append(Field(place: place, name: pair.key, rule: rule))
        }
        for need in needs where block.written(need) == nil {
            complaints.add(
                block.mark, key: block.dotted(need), "'\(block.path)' does not say where \(need) comes from",
                allowed: needs)
        }
        self.fields = fields
    }

    var columns: [String] {
        var seen: Set<String> = []
        return fields.flatMap(\.rule.columns).filter { seen.insert($0).inserted }
    }

    var explanation: [String] { fields.map { "  \($0.name): \($0.rule.explanation)" } }
}

/// These rules bound to the columns of one file.
final class ColumnValues {
    private let fields: [(field: ColumnRules.Field, rule: CompiledRule)]
    private let today: CivilDate
    private let codes: NewCodes
    private var places: [Range<Int>] = []
    private var value: [UInt8] = []

    init(_ rules: ColumnRules, _ header: TableHeader, today: CivilDate, codes: NewCodes) {
        fields = rules.fields.map { ($0, $0.rule.compiled { header[$0] }) }
        self.today = today
        self.codes = codes
    }

    /// Hands over each value that is not blank, lent; answers what is wrong with the others.
    func read(
        _ row: borrowing TableRow, _ take: (Int, UnsafeBufferPointer<UInt8>) -> Void
    ) throws(Fault) -> [WrongValue] {
        places.removeAll(keepingCapacity: true)
        for cell in 0..<row.count { places.append(row.range(cell)) }
        var wrong: [WrongValue] = []
        try row.withText { (text: UnsafeBufferPointer<UInt8>) throws(Fault) in
            places.withUnsafeBufferPointer { places in
                let cells = RuleCells(text: text, ranges: places)
                for (field, rule) in fields {
                    value.removeAll(keepingCapacity: true)
                    switch rule.evaluate(cells, today: today, codes: codes, into: &value) {
                    case .value: value.withUnsafeBufferPointer { take(field.place, $0) }
                    case .blank: if field.rule.required { wrong.append(WrongValue(field: field, problem: nil)) }
                    case .problem(let problem): wrong.append(WrongValue(field: field, problem: problem))
                    }
                }
            }
        }
        return wrong
    }
}
