import Exchange

extension ValueRule {
    /// The keys of a rule written as a block.
    package static let keys = ["column", "constant", "date", "required"]

    /// Reads a rule; adds every complaint and answers nil where there is one.
    package static func read(_ node: Node, key: String, _ complaints: inout Complaints) -> ValueRule? {
        switch node {
        case .scalar(let column, _, let mark):
            return ValueRule(.column(column), mark: mark)
        case .map(let pairs, let mark):
            return ValueRuleBlock(pairs, mark, key).rule(&complaints)
        case .list(_, let mark), .empty(let mark):
            complaints.add(
                mark, key: key,
                "'\(key)' needs a column name or a block such as {constant: ACTIVE}, not \(node.kindName)",
                allowed: keys)
            return nil
        }
    }
}

/// A rule written as a block of keys, being read.
private struct ValueRuleBlock {
    private let pairs: [Node.Pair]
    private let mark: Mark
    private let key: String

    init(_ pairs: [Node.Pair], _ mark: Mark, _ key: String) {
        self.pairs = pairs
        self.mark = mark
        self.key = key
    }

    func rule(_ complaints: inout Complaints) -> ValueRule? {
        let before = complaints.all.count
        for pair in pairs where !ValueRule.keys.contains(pair.key) {
            complaints.add(
                pair.keyMark, key: "\(key).\(pair.key)", "'\(pair.key)' is not a key of a value rule",
                nearest: nearest(pair.key, among: ValueRule.keys), allowed: ValueRule.keys)
        }
        for pair in pairs where pair.value.text == nil && ValueRule.keys.contains(pair.key) {
            complaints.add(
                pair.value.mark, key: "\(key).\(pair.key)",
                "'\(pair.key)' needs a single value, but there is \(pair.value.kindName)")
        }
        let source = source(&complaints)
        let required = required(&complaints)
        let date = date(&complaints)
        guard complaints.all.count == before, let source else { return nil }
        return ValueRule(source, required: required, date: date, mark: mark)
    }

    private func source(_ complaints: inout Complaints) -> ValueRule.Source? {
        switch (text("column"), text("constant")) {
        case (let column?, nil): return .column(column)
        case (nil, let constant?): return .constant(constant)
        case (nil, nil):
            complaints.add(
                mark, key: key, "'\(key)' says neither 'column' nor 'constant', so it can never have a value",
                allowed: ValueRule.keys)
        case (_?, _?):
            complaints.add(mark, key: key, "'\(key)' says both 'column' and 'constant'; one of them must go")
        }
        return nil
    }

    private func required(_ complaints: inout Complaints) -> Bool {
        guard let node = node("required"), let text = node.text else { return false }
        if let value = Settings.boolean(text) { return value }
        complaints.add(
            node.mark, key: "\(key).required", "'required' is yes or no, not '\(text)'", allowed: ["yes", "no"])
        return false
    }

    private func date(_ complaints: inout Complaints) -> DateLayout? {
        guard let node = node("date"), let text = node.text else { return nil }
        if let layout = DateLayout(text) { return layout }
        complaints.add(
            node.mark, key: "\(key).date",
            "'\(text)' is not a date layout: it needs YYYY, MM (or M, or MON) and DD (or D), once each",
            allowed: ["YYYY-MM-DD", "DD.MM.YYYY", "MM/DD/YYYY", "YYYYMMDD"])
        return nil
    }

    private func node(_ name: String) -> Node? { pairs.last { $0.key == name }?.value }
    private func text(_ name: String) -> String? { node(name)?.text }
}
