import Exchange
import Rules

/// The block `fields` of a profile whose records have the fields of a shape with one level: a rule for each that is
/// written.
struct FieldRules {
    let shape: RecordShape
    /// By the field's place in the shape.
    private(set) var rules: [ValueRule?]

    /// `format`: columns that no file of it can have are complained about. `added`: what the institution's own programs add.
    init(
        _ settings: Settings, _ shape: RecordShape, _ format: TableFormat, added: Set<String>, _ scope: RuleScope,
        _ complaints: inout Complaints
    ) {
        self.shape = shape
        rules = shape.fields.map { _ in nil }
        let names = shape.fields.map(\.name)
        for pair in settings.written("fields")?.pairs ?? [] {
            let key = "fields.\(pair.key)"
            guard let field = shape.number(pair.key) else {
                complaints.add(
                    pair.keyMark, key: key, "'\(pair.key)' is not a field of this feed",
                    nearest: nearest(pair.key, among: names), allowed: names)
                continue
            }
            guard let rule = ValueRule.read(pair.value, key: key, in: scope, &complaints) else { continue }
            for column in rule.columns where !added.contains(column) {
                format.check(column, rule.mark, key: key, &complaints)
            }
            if shape.fields[field].kind != .date, rule.date != nil {
                complaints.add(
                    rule.mark, key: "\(key).date", "'\(pair.key)' is no date field, so 'date' has no meaning here")
            }
            rules[field] = rule
        }
    }

    /// The settings of such a block.
    static func setting(_ shape: RecordShape, _ example: String) -> Setting {
        Setting(
            "fields",
            .block(
                shape.fields.map { field in
                    Setting(
                        field.name, .node, field.summary,
                        example: field.kind == .date ? "{column: DAY, date: YYYYMMDD}" : "COLUMN")
                }), required: true, "each field with the column or rule its value comes from", example: example)
    }

    func has(_ name: String) -> Bool { shape.number(name).map { rules[$0] != nil } ?? false }

    /// The columns that are read, each once.
    var columns: [String] {
        var seen: Set<String> = []
        return rules.compactMap { $0 }.flatMap(\.columns).filter { seen.insert($0).inserted }
    }

    /// A line for each field.
    var explanation: [String] {
        zip(shape.fields, rules).compactMap { field, rule in rule.map { "  \(field.name): \($0.explanation)" } }
    }
}
