import Exchange

/// One value of a target: where it comes from and how it is written.
package struct LayoutField: Hashable, Sendable {
    package enum Alignment: String, Hashable, Sendable, CaseIterable { case left, right }

    /// What a JSON value is.
    package enum Kind: String, Hashable, Sendable, CaseIterable { case text, number, boolean }

    /// As the target calls it; a field without a name is called by its place.
    package let name: String
    package let source: LayoutSource
    package var number: NumberStyle?
    /// How a date is written; nil where it is none, or stays as YYYY-MM-DD.
    package var date: DateLayout?
    /// Exactly so many characters.
    package var width: Int?
    /// At most so many.
    package var longest: Int?
    /// What is too long loses its end; otherwise it is a problem.
    package var isCut = false
    package var alignment = Alignment.left
    package var pad: UInt8 = 0x20
    /// A record without a value here is not written.
    package var isRequired = false
    package var kind = Kind.text
    package let mark: Mark
    package let key: String

    /// Whether its numbers are added up, to be held against what is read back. An amount of an outer record that is repeated
    /// in each inner one is not: its sum would be nobody's money.
    package func isAmount(in shape: RecordShape, level: Int?) -> Bool {
        if case .rule(let rule) = source, let field = rule.plainColumn.flatMap({ shape.number($0) }),
            let level, shape.level(of: field) < level
        {
            return false
        }
        if number != nil { return true }
        switch source {
        case .count, .total: return true
        case .rule(let rule):
            guard date == nil, let name = rule.plainColumn, let field = shape.number(name) else { return false }
            return shape.fields[field].kind == .money
        case .constant, .counter, .sequence, .term, .due, .join: return false
        }
    }

    /// Known only once everything is written.
    package var isLate: Bool {
        switch source {
        case .count, .total: true
        case .rule, .constant, .counter, .sequence, .term, .due, .join: false
        }
    }
}
