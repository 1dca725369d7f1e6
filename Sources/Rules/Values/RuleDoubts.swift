import Exchange

/// What works, but hardly as it was meant.
enum RuleDoubts {
    static func add(_ rule: ValueRule, _ block: Node, _ scope: RuleScope) {
        func doubt(_ name: String, _ message: String) {
            scope.doubt(block[name]?.mark ?? rule.mark, key: "\(rule.key).\(name)", message)
        }
        if let fallback = rule.fallback { defaults(rule, fallback, doubt) }
        if case .first(let rules) = rule.source, rules.count == 1 {
            doubt("first", "there is only one rule in this list")
        }
        if case .constant = rule.source,
            let name = ["pattern", "base", "case", "phone"].first(where: { block[$0] != nil })
        {
            doubt(name, "'\(name)' acts on a constant; write the constant as it shall be")
        }
        if let lookup = rule.lookup, case .constant(let text) = rule.source, lookup.table.target(text) == nil {
            doubt("lookup", "the constant '\(text)' is not in \(lookup.table.name)")
        }
        if let pattern = rule.pattern, ValuePattern.isRunaway(pattern.text) {
            doubt("pattern", "a repetition inside a repetition can take very long on some values; write it without")
        }
        if rule.lookup != nil, rule.letters == .upper { letters(rule, doubt) }
    }

    private static func defaults(_ rule: ValueRule, _ fallback: String, _ doubt: (String, String) -> Void) {
        if rule.required { doubt("required", "with a default this is never blank, so 'required' rejects nothing") }
        if rule.blank == .resend { doubt("blank", "with a default this is never blank, so 'blank' does nothing") }
        if rule.when == nil, case .constant(let text) = rule.source, !text.isEmpty {
            doubt("default", "a constant is never blank, so its default is never used")
        }
        guard let pattern = rule.pattern, pattern.take == nil, rule.lookup == nil, !rule.yieldsDate, rule.phone == nil
        else { return }
        if !CompiledPattern(pattern).matches(fallback.utf8) {
            doubt("default", "the pattern, which no default is held against, would refuse '\(fallback)'")
        }
    }

    /// Codes in small letters are never found once values are in capitals.
    private static func letters(_ rule: ValueRule, _ doubt: (String, String) -> Void) {
        guard let lookup = rule.lookup else { return }
        let lost = lookup.table.codes.filter { $0.uppercased() != $0 }
        if let first = lost.first {
            doubt("lookup", "values are in capitals before they are looked up, so '\(first)' is never found")
        }
    }
}
