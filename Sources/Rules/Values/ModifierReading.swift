import Exchange

/// Reads what a rule does to the value of its source.
struct ModifierReading {
    let block: Node
    let key: String
    let scope: RuleScope

    func read(into rule: inout ValueRule, _ complaints: inout Complaints) {
        if let node = node("when") {
            rule.when = Condition.read(node, key: "\(key).when", in: scope, &complaints)
        }
        rule.trims = boolean("trim", &complaints) ?? true
        rule.pattern = pattern(&complaints)
        rule.base = base(&complaints)
        rule.letters = choice("case", &complaints)
        rule.lookup = lookup(&complaints)
        rule.date = DateLayoutReading.layout(block, key: key, &complaints)
        rule.shift = shift(&complaints)
        if let node = node("phone") { rule.phone = PhoneReading.rule(node, key: "\(key).phone", &complaints) }
        rule.fallback = text("default", &complaints)
        rule.required = boolean("required", &complaints) ?? false
        if let blank: BlankPolicy = choice("blank", &complaints) {
            if rule.required, blank != .reject, let node = node("blank") {
                complaints.add(
                    node.mark, key: "\(key).blank",
                    "'required' rejects a record without this value, so 'blank: \(blank.rawValue)' can never happen")
            }
            rule.blank = blank
        }
        if rule.required { rule.blank = .reject }
        if rule.blank == .reject { rule.required = true }
    }

    private func pattern(_ complaints: inout Complaints) -> ValuePattern? {
        let take = take(&complaints)
        guard let text = text("pattern", &complaints), let node = node("pattern") else {
            if let stray = self.node("take"), self.node("pattern") == nil {
                complaints.add(
                    stray.mark, key: "\(key).take", "'take' says which group of a 'pattern' is the value; there is none"
                )
            }
            return nil
        }
        guard ValuePattern.regex(text) != nil else {
            complaints.add(
                node.mark, key: "\(key).pattern", "this is not a regular expression; is a bracket not closed?")
            return nil
        }
        let groups = ValuePattern.groups(text)
        if let take, take > groups, let node = self.node("take") {
            complaints.add(
                node.mark, key: "\(key).take",
                "the pattern has \(groups == 1 ? "1 group" : "\(groups) groups") in round brackets, so there is none to take as number \(take)"
            )
        }
        return ValuePattern(text: text, take: take)
    }

    private func base(_ complaints: inout Complaints) -> Int? {
        guard let text = text("base", &complaints), let node = node("base") else { return nil }
        if let base = Int(text), WholeNumber.bases.contains(base) { return base }
        complaints.add(
            node.mark, key: "\(key).base", "'base' is a number from 2 to 36, to which a whole number is written",
            allowed: ["36", "16"])
        return nil
    }

    private func take(_ complaints: inout Complaints) -> Int? {
        guard let text = text("take", &complaints), let node = node("take") else { return nil }
        if let number = Int(text), (1...99).contains(number) { return number }
        complaints.add(node.mark, key: "\(key).take", "'take' is the number of a group in the pattern, from 1")
        return nil
    }

    private func lookup(_ complaints: inout Complaints) -> ValueLookup? {
        let unknown = unknown(&complaints)
        guard let node = node("lookup") else {
            if let stray = self.node("unknown") {
                complaints.add(
                    stray.mark, key: "\(key).unknown",
                    "'unknown' says what becomes of codes no 'lookup' knows; there is none")
            }
            return nil
        }
        let table: LookupTable?
        if let name = node.text {
            table = scope.table(name, at: node.mark, key: "\(key).lookup", &complaints)
        } else if let pairs = node.pairs, !pairs.isEmpty {
            table = LookupReading.table(pairs, key: "\(key).lookup", &complaints)
        } else {
            complaints.add(
                node.mark, key: "\(key).lookup",
                "'lookup' needs the name of a file beside the profile, or a table such as {UG: UNDERGRAD}")
            table = nil
        }
        return table.map { ValueLookup(table: $0, unknown: unknown) }
    }

    private func unknown(_ complaints: inout Complaints) -> ValueLookup.Unknown {
        guard let node = node("unknown") else { return .reject }
        switch node.text {
        case "reject": return .reject
        case "keep": return .keep
        default: break
        }
        if let pairs = node.pairs, pairs.count == 1, let text = node["default"]?.text, !text.isEmpty {
            return .standard(text)
        }
        complaints.add(
            node.mark, key: "\(key).unknown", "'unknown' is reject, keep or a block {default: X}",
            nearest: node.text.flatMap { nearest($0, among: ["reject", "keep"]) },
            allowed: ["reject", "keep", "{default: X}"])
        return .reject
    }

    private func shift(_ complaints: inout Complaints) -> DateSpan? {
        if let minus = node("minus"), node("plus") != nil {
            complaints.add(minus.mark, key: "\(key).minus", "'plus' and 'minus' cannot both stand here")
        }
        for name in ["plus", "minus"] {
            guard let text = text(name, &complaints), let node = node(name) else { continue }
            if let span = DateSpan(text), span.count >= 0 { return name == "plus" ? span : span.reversed }
            complaints.add(
                node.mark, key: "\(key).\(name)", "'\(name)' needs a number of days, weeks, months or years",
                allowed: ["45 days", "2 weeks", "6 months", "1 year"])
        }
        return nil
    }

    private func boolean(_ name: String, _ complaints: inout Complaints) -> Bool? {
        guard let text = text(name, &complaints), let node = node(name) else { return nil }
        if let value = Settings.boolean(text) { return value }
        complaints.add(
            node.mark, key: "\(key).\(name)", "'\(name)' is yes or no, not '\(text)'", allowed: ["yes", "no"])
        return nil
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ complaints: inout Complaints
    ) -> Choice? {
        guard let text = text(name, &complaints), let node = node(name) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let all = Choice.allCases.map(\.rawValue)
        complaints.add(
            node.mark, key: "\(key).\(name)", "'\(name)' is one of \(all.joined(separator: ", ")), not '\(text)'",
            nearest: nearest(text, among: all), allowed: all)
        return nil
    }

    private func text(_ name: String, _ complaints: inout Complaints) -> String? {
        guard let node = node(name) else { return nil }
        if let text = node.text { return text }
        complaints.add(
            node.mark, key: "\(key).\(name)", "'\(name)' needs a single value, but there is \(node.kindName)")
        return nil
    }

    /// What was written under `name`; that it is empty has been said.
    private func node(_ name: String) -> Node? {
        guard let node = block[name] else { return nil }
        if case .empty = node { return nil }
        return node
    }
}
