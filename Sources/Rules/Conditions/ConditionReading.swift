import Exchange

extension Condition {
    private static let groups = ["any", "all", "none"]
    private static let tests = [
        "not", "matches", "blank", "before", "after", "older_than", "newer_than", "at_least", "above", "at_most",
        "below",
        "date", "century_from",
    ]

    /// Reads a condition; adds every complaint and answers nil where there is one.
    package static func read(
        _ node: Node, key: String, in scope: RuleScope, _ complaints: inout Complaints
    ) -> Condition? {
        let before = complaints.all.count
        guard let pairs = node.pairs, !pairs.isEmpty else {
            complaints.add(
                node.mark, key: key, "'\(key)' needs a condition such as {GROUP: STAFF}, but there is \(node.kindName)")
            return nil
        }
        let read = pairs.compactMap { pair in
            groups.contains(pair.key)
                ? group(pair, "\(key).\(pair.key)", scope, &complaints)
                : column(pair, "\(key).\(pair.key)", &complaints)
        }
        return complaints.all.count == before ? one(read) : nil
    }

    /// All of these.
    private static func one(_ conditions: [Condition]) -> Condition {
        conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private static func group(
        _ pair: Node.Pair, _ key: String, _ scope: RuleScope, _ complaints: inout Complaints
    ) -> Condition? {
        guard let items = pair.value.items, !items.isEmpty else {
            complaints.add(
                pair.value.mark, key: key,
                "'\(pair.key)' needs a list of conditions such as [{GROUP: STAFF}], but there is \(pair.value.kindName)"
            )
            return nil
        }
        let inner = items.enumerated().compactMap { index, item in
            Condition.read(item, key: "\(key)[\(index + 1)]", in: scope, &complaints)
        }
        switch pair.key {
        case "any": return .any(inner)
        case "all": return .all(inner)
        default: return .none(inner)
        }
    }

    private static func column(_ pair: Node.Pair, _ key: String, _ complaints: inout Complaints) -> Condition? {
        if let pairs = pair.value.pairs {
            return ConditionTests(column: pair.key, node: pair.value, key: key).condition(pairs, &complaints)
        }
        return among(pair.key, pair.value, key, &complaints)
    }

    /// A value or a list of values.
    static func among(
        _ column: String, _ node: Node, _ key: String, _ complaints: inout Complaints
    ) -> Condition? {
        let items = node.items ?? [node]
        let texts = items.compactMap(\.text)
        var seen: Set<String> = []
        guard texts.count == items.count, !items.isEmpty else {
            complaints.add(
                node.mark, key: key,
                "a condition on '\(column)' is a value, a list of values, or a block of tests", allowed: tests)
            return nil
        }
        if texts.contains("") {
            complaints.add(node.mark, key: key, "that a column is blank is written {\(column): {blank: yes}}")
            return nil
        }
        for item in items where !seen.insert(item.text ?? "").inserted {
            complaints.add(item.mark, key: key, "'\(item.text ?? "")' stands in this list twice")
        }
        return .among(column: column, texts)
    }
}
