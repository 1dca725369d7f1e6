import Exchange

/// What a feed's records hold, as data: levels within each other (an invoice, its lines, their funds), and the fields of
/// each. Layouts, filters and docs name fields by this; a field's name is unique in the whole shape.
package struct RecordShape: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case text
            /// An exact decimal with a point, in its shortest form.
            case money
            case number
            /// ISO 8601, `2026-11-21`.
            case date
        }

        package let name: String
        package let kind: Kind
        /// One line for people.
        package let summary: String

        package init(_ name: String, _ kind: Kind = .text, _ summary: String) {
            self.name = name
            self.kind = kind
            self.summary = summary
        }
    }

    package struct Level: Hashable, Sendable {
        /// `invoice`, `line`, `fund`: the singular, in the field's own word.
        package let name: String
        package let fields: [Field]

        package init(_ name: String, _ fields: [Field]) {
            self.name = name
            self.fields = fields
        }
    }

    /// One object: a shape goes with every record, and each of its tables would be counted up and down.
    private final class Tables: Sendable {
        let levels: [Level]
        let fields: [Field]
        let starts: [Int]
        let depths: [Int]
        let numbers: [String: Int]
        /// For each amount of money the field that says its currency; nil where the shape says nothing of it.
        let currencies: [Int?]

        init(_ levels: [Level], _ currency: String?, _ others: [String: String]) {
            self.levels = levels
            let fields = levels.flatMap(\.fields)
            self.fields = fields
            var starts = [0]
            for level in levels { starts.append(starts[starts.count - 1] + level.fields.count) }
            self.starts = starts
            depths = levels.indices.flatMap { level in levels[level].fields.map { _ in level } }
            let numbers = Dictionary(fields.enumerated().map { ($1.name, $0) }) { _, _ in
                preconditionFailure("a field's name is unique in its shape")
            }
            self.numbers = numbers
            currencies = fields.map { field in
                field.kind == .money ? (others[field.name] ?? currency).flatMap { numbers[$0] } : nil
            }
        }
    }

    private let tables: Tables

    /// `currency` is the field that says in what money amounts are, and `others` the amounts of which another field says it.
    package init(_ levels: [Level], currency: String? = nil, others: [String: String] = [:]) {
        tables = Tables(levels, currency, others)
    }

    /// Outermost first.
    package var levels: [Level] { tables.levels }
    /// All fields, outer levels first; a field's number is its place here.
    package var fields: [Field] { tables.fields }
    /// The first field of each level, and the count of all.
    var starts: [Int] { tables.starts }

    /// The place of a field among all.
    package func number(_ name: String) -> Int? { tables.numbers[name] }
    /// The field with the currency of an amount; nil where there is none.
    package func currency(of field: Int) -> Int? { tables.currencies[field] }
    package func level(_ name: String) -> Int? { levels.firstIndex { $0.name == name } }
    /// The level a field belongs to.
    package func level(of field: Int) -> Int { tables.depths[field] }
    /// Fields that can be used at a level: its own and those around it.
    package func fields(upTo level: Int) -> ArraySlice<Field> { fields[..<starts[level + 1]] }

    package static func == (left: RecordShape, right: RecordShape) -> Bool {
        left.tables === right.tables
            || (left.levels == right.levels && left.tables.currencies == right.tables.currencies)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(levels) }
}
