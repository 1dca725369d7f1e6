import Exchange

/// Fields of the shape, as layouts, conditions and rules name them.
extension LayoutReading {
    /// The number of a field that can be used at that level; nil with a complaint.
    mutating func place(_ name: String, _ mark: Mark, _ key: String, level: Int?) -> Int? {
        let known = shape.fields(upTo: level ?? shape.levels.count - 1).map(\.name)
        if let field = shape.number(name), known.contains(name), level != nil { return field }
        if level == nil {
            complaints.add(mark, key: key, "'\(name)' belongs to a record, and this stands once in a file")
        } else {
            complaints.add(mark, key: key, unknown(name, level), nearest: nearest(name, among: known), allowed: known)
        }
        return nil
    }

    private func unknown(_ name: String, _ level: Int?) -> String {
        guard let level, let field = shape.number(name) else { return "'\(name)' is no field of these records" }
        return "'\(name)' belongs to each \(shape.levels[shape.level(of: field)].name), and this stands in "
            + "each \(shape.levels[level].name)"
    }

    mutating func condition(_ node: Node, _ key: String, level: Int) -> Condition? {
        guard let condition = Condition.read(node, key: key, in: scope, &complaints) else { return nil }
        for column in condition.columns { _ = place(column, node.mark, key, level: level) }
        return condition
    }

    mutating func rule(_ node: Node, _ key: String, level: Int?) -> ValueRule? {
        guard let rule = ValueRule.read(node, key: key, in: scope, &complaints) else { return nil }
        for column in rule.columns { _ = place(column, rule.mark, key, level: level) }
        return rule
    }
}

/// Names in XML (Namespaces in XML 1.0, clause 4), as far as layouts need them: ASCII.
enum LayoutNames {
    /// With at most one prefix.
    static func isElement(_ name: String) -> Bool {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy(isPart)
    }

    private static func isPart(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }
}
