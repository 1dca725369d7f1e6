import Exchange

/// A rule written as a block of keys, being read: its keys, its source, and then its modifiers.
struct ValueRuleBlock {
    private let pairs: [Node.Pair]
    private let mark: Mark
    private let key: String
    private let scope: RuleScope

    init(_ pairs: [Node.Pair], _ mark: Mark, _ key: String, _ scope: RuleScope) {
        self.pairs = pairs
        self.mark = mark
        self.key = key
        self.scope = scope
    }

    /// Whatever it answers, it is a rule only if there was nothing to complain about.
    func rule(_ complaints: inout Complaints) -> ValueRule? {
        for pair in pairs where !ValueRule.keys.contains(pair.key) {
            complaints.add(
                pair.keyMark, key: "\(key).\(pair.key)", "'\(pair.key)' is not a key of a value rule",
                nearest: nearest(pair.key, among: ValueRule.keys), allowed: ValueRule.keys)
        }
        let known = pairs.filter { ValueRule.keys.contains($0.key) }
        for pair in known {
            guard case .empty = pair.value else { continue }
            complaints.add(
                pair.value.mark, key: "\(key).\(pair.key)", "'\(pair.key)' needs a value, but there is nothing")
        }
        let block = Node.map(pairs, mark)
        let source = source(block, &complaints)
        // A placeholder for a source that could not be read lets the modifiers have their say.
        var rule = ValueRule(source ?? .column(""), mark: mark, key: key)
        ModifierReading(block: block, key: key, scope: scope).read(into: &rule, &complaints)
        if source != nil { RuleConflicts.add(rule, block, key, &complaints) }
        return source == nil ? nil : rule
    }

    private func source(_ block: Node, _ complaints: inout Complaints) -> ValueRule.Source? {
        var names = ValueRule.sources.filter { block[$0] != nil }
        // The column of a calendar holds its keys.
        if names.contains("calendar") { names.removeAll { $0 == "column" } }
        guard names.count == 1 else {
            complaints.add(mark, key: key, ValueRuleBlock.problem(key, names), allowed: ValueRule.sources)
            return nil
        }
        return SourceReading(block: block, key: key, scope: scope).source(names[0], &complaints)
    }

    private static func problem(_ key: String, _ names: [String]) -> String {
        if names.isEmpty { return "'\(key)' does not say where its value comes from, so it can never have one" }
        let all = names.map { "'\($0)'" }
        return
            "'\(key)' says \(all.dropLast().joined(separator: ", ")) and \(all.last ?? ""); only one of them can stay"
    }
}
