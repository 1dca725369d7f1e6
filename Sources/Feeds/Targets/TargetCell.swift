import Exchange
import Rules

/// One value of a layout, ready to be made for many records; stays on its thread. A class, because a copy of its layout for
/// every value would be counted up and down.
final class TargetCell {
    /// What nearly all values are.
    enum Usual {
        /// A cell as it stands, however long.
        case text(Int)
        /// A cell with a number, in the cell's style.
        case number(Int)
    }

    let usual: Usual?
    let field: LayoutField
    let rule: CompiledRule?
    /// The number of its column, where its numbers are added up.
    let column: Int?
    /// Digits behind the mark; nil: as many as a number has, or as its currency has.
    let digits: Int?
    /// The field with the currency of its amounts; nil where it shows none.
    let currency: Int?
    /// As numbers are written in it.
    let style: NumberStyle
    /// Which total of the file it shows.
    let total: TargetTotal?
    /// What it is joined of.
    let parts: [TargetCell]

    init(_ field: LayoutField, _ plan: TargetPlan) {
        self.field = field
        column = plan.columns[field]
        currency = TargetCell.currency(field, plan.shape)
        if case .join(let fields) = field.source { parts = fields.map { TargetCell($0, plan) } } else { parts = [] }
        digits = field.number?.decimals
        style = field.number ?? .plain
        if case .rule(let rule) = field.source { self.rule = rule.compiled(plan.shape.number) } else { rule = nil }
        if case .total(let field, let amounts) = field.source {
            total = TargetTotal(field: field, amounts: amounts)
        } else {
            total = nil
        }
        usual = TargetCell.usual(field, self.rule, isNumber: column != nil || field.number != nil)
    }

    private static func usual(_ field: LayoutField, _ rule: CompiledRule?, isNumber: Bool) -> Usual? {
        guard let cell = rule?.plainCell, field.width == nil, field.longest == nil, field.date == nil else {
            return nil
        }
        if !isNumber { return field.isRequired ? nil : .text(cell) }
        return field.number?.currency == nil && !field.isRequired ? .number(cell) : nil
    }
}

extension TargetCell {
    private static func currency(_ field: LayoutField, _ shape: RecordShape) -> Int? {
        switch field.source {
        case .rule(let rule):
            for name in rule.columns {
                if let currency = shape.number(name).flatMap({ shape.currency(of: $0) }) { return currency }
            }
            return nil
        case .total(let field, _): return shape.currency(of: field)
        case .constant, .count, .counter, .sequence, .term, .due, .join: return nil
        }
    }
}

/// A sum of amounts that a layout asks for.
struct TargetTotal: Hashable {
    let field: Int
    let amounts: LayoutSource.Amounts

    func takes(_ amount: Decimal) -> Decimal? {
        switch amounts {
        case .all: amount
        case .absolute: amount.magnitude
        case .positive: amount.isNegative ? nil : amount
        case .negative: amount.isNegative ? amount : nil
        }
    }
}
