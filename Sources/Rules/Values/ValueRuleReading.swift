import Exchange

extension ValueRule {
    /// Where a value can come from; a block says exactly one.
    static let sources = ["column", "constant", "first", "template", "choose", "today", "calendar"]
    static let modifiers = [
        "trim", "pattern", "take", "base", "case", "lookup", "unknown", "date", "century_from", "plus", "minus",
        "phone",
        "when",
        "default", "required", "blank",
    ]
    /// The keys of a rule written as a block.
    package static let keys = sources + modifiers

    /// Reads a rule; adds every complaint and answers nil where there is one.
    package static func read(
        _ node: Node, key: String, in scope: RuleScope, _ complaints: inout Complaints
    ) -> ValueRule? {
        switch node {
        case .scalar(let column, _, let mark):
            if !column.isEmpty { return ValueRule(.column(column), mark: mark, key: key) }
            complaints.add(mark, key: key, "'\(key)' names no column", allowed: keys)
            return nil
        case .map(let pairs, let mark):
            let before = complaints.all.count
            let rule = ValueRuleBlock(pairs, mark, key, scope).rule(&complaints)
            guard complaints.all.count == before, let rule else { return nil }
            RuleDoubts.add(rule, node, scope)
            return rule
        case .list(_, let mark), .empty(let mark):
            complaints.add(
                mark, key: key,
                "'\(key)' needs a column name or a block such as {constant: ACTIVE}, not \(node.kindName)",
                allowed: keys)
            return nil
        }
    }
}
