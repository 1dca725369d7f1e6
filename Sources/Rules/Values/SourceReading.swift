import Exchange

/// Reads the source of a rule.
struct SourceReading {
    let block: Node
    let key: String
    let scope: RuleScope

    /// `name` is the key that is there.
    func source(_ name: String, _ complaints: inout Complaints) -> ValueRule.Source? {
        guard let node = block[name] else { return nil }
        // That there is nothing has been said.
        if case .empty = node { return nil }
        let path = "\(key).\(name)"
        switch name {
        case "first": return first(node, path, &complaints)
        case "choose": return choose(node, path, &complaints)
        default: break
        }
        guard let text = node.text else {
            complaints.add(node.mark, key: path, "'\(name)' needs a single value, but there is \(node.kindName)")
            return nil
        }
        switch name {
        case "column": return column(text, node, path, &complaints)
        case "constant": return .constant(text)
        case "template": return template(text, node, path, &complaints)
        case "today": return today(text, node, path, &complaints)
        default: return calendar(text, node, path, &complaints)
        }
    }

    private func column(
        _ text: String, _ node: Node, _ path: String, _ complaints: inout Complaints
    ) -> ValueRule.Source? {
        if text.isEmpty { complaints.add(node.mark, key: path, "'column' names no column") }
        return .column(text)
    }

    private func template(
        _ text: String, _ node: Node, _ path: String, _ complaints: inout Complaints
    ) -> ValueRule.Source? {
        do throws(Template.Problem) {
            let template = try Template(text)
            if template.columns.isEmpty {
                scope.doubt(node.mark, key: path, "no column stands in this template; 'constant' says so more plainly")
            }
            return .template(template)
        } catch {
            complaints.add(node.mark, key: path, "the template \(error.words)")
            return nil
        }
    }

    private func today(
        _ text: String, _ node: Node, _ path: String, _ complaints: inout Complaints
    ) -> ValueRule.Source? {
        if Settings.boolean(text) == true { return .today(.none) }
        if let span = DateSpan(text) { return .today(span) }
        complaints.add(
            node.mark, key: path, "'today' is followed by a span of days, weeks, months or years",
            allowed: ["0 days", "+45 days", "+6 months", "-1 year"])
        return nil
    }

    private func calendar(
        _ name: String, _ node: Node, _ path: String, _ complaints: inout Complaints
    ) -> ValueRule.Source? {
        guard let calendar = scope.calendar(name, at: node.mark, key: path, &complaints) else { return nil }
        guard let column = block["column"] else { return .calendar(calendar, column: nil) }
        guard let text = column.text, !text.isEmpty else {
            complaints.add(column.mark, key: "\(key).column", "'column' names the one column with the calendar's keys")
            return nil
        }
        if calendar.keys == nil {
            complaints.add(
                column.mark, key: "\(key).column",
                "the calendar '\(name)' has dates only, so no column can be a key of it")
        }
        return .calendar(calendar, column: text)
    }

    /// Rules inside this one.
    private func rules(
        _ node: Node, _ name: String, _ path: String, _ complaints: inout Complaints
    ) -> [ValueRule]? {
        guard let items = node.items, !items.isEmpty else {
            complaints.add(node.mark, key: path, "'\(name)' needs a list of rules, but there is \(node.kindName)")
            return nil
        }
        let rules = items.enumerated().map { index, item in
            for wrong in ["required", "blank"] {
                guard let inner = item[wrong] else { continue }
                complaints.add(
                    inner.mark, key: "\(path)[\(index + 1)].\(wrong)",
                    "'\(wrong)' is said of the whole value, beside '\(name)', not of one of its rules")
            }
            return ValueRule.read(item, key: "\(path)[\(index + 1)]", in: scope, &complaints)
        }
        let read = rules.compactMap { $0 }
        return read.count == items.count ? read : nil
    }

    private func first(_ node: Node, _ path: String, _ complaints: inout Complaints) -> ValueRule.Source? {
        guard let rules = rules(node, "first", path, &complaints) else { return nil }
        for (index, rule) in rules.enumerated().dropFirst() {
            guard let earlier = rules[..<index].firstIndex(where: \.isNeverBlank) else { continue }
            complaints.add(
                rule.mark, key: "\(path)[\(index + 1)]",
                "this can never be reached: it is shadowed by the one in line \(rules[earlier].mark.line), which is never blank"
            )
        }
        return .first(rules)
    }

    private func choose(_ node: Node, _ path: String, _ complaints: inout Complaints) -> ValueRule.Source? {
        guard let rules = rules(node, "choose", path, &complaints) else { return nil }
        for (index, rule) in rules.enumerated() {
            guard let earlier = rules[..<index].firstIndex(where: { $0.when == nil || $0.when == rule.when }) else {
                continue
            }
            let reason = rules[earlier].when == nil ? "has no 'when' and always holds" : "has the same condition"
            complaints.add(
                rule.mark, key: "\(path)[\(index + 1)]",
                "this can never be chosen: it is shadowed by the one in line \(rules[earlier].mark.line), which \(reason)"
            )
        }
        return .choose(rules)
    }
}
