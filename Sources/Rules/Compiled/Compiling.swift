import Exchange

extension ValueRule {
    /// Bound to a source: `place` answers where among the cells of `RuleCells` a column stands. A column without a place
    /// is blank in every row.
    package func compiled(_ place: (String) -> Int?) -> CompiledRule {
        CompiledRule(
            source: source.compiled(place), when: when?.compiled(place), trims: trims,
            steps: steps, fallback: fallback.map { Array($0.utf8) }, column: column)
    }

    private var steps: [CompiledStep] {
        var steps: [CompiledStep] = []
        // A cell is trimmed as it is taken.
        if trims, column == nil { steps.append(.trim) }
        if let pattern { steps.append(.pattern(CompiledPattern(pattern))) }
        if let letters { steps.append(.letters(letters)) }
        if let lookup { steps.append(.lookup(lookup, label: label)) }
        if let date { steps.append(.date(date)) }
        if let shift { steps.append(.shift(shift)) }
        if let phone { steps.append(.phone(phone)) }
        return steps
    }
}

extension ValueRule.Source {
    fileprivate func compiled(_ place: (String) -> Int?) -> CompiledSource {
        switch self {
        case .column(let name): return .cell(place(name) ?? -1)
        case .constant(let text): return .constant(Array(text.utf8))
        case .first(let rules): return .first(rules.map { $0.compiled(place) })
        case .template(let template):
            return .template(
                template.parts.map { part in
                    switch part {
                    case .text(let text): .text(Array(text.utf8))
                    case .column(let name, let mayBeBlank): .cell(place(name) ?? -1, mayBeBlank: mayBeBlank)
                    }
                })
        case .choose(let rules):
            return .choose(
                rules.map { rule in
                    var value = rule
                    value.when = nil
                    return (rule.when?.compiled(place), value.compiled(place))
                })
        case .today(let span): return .today(span)
        case .calendar(let calendar, let column):
            guard let column, let keys = calendar.keys else { return .next(calendar) }
            return .key(calendar, keys, place(column) ?? -1)
        }
    }
}

extension Condition {
    /// Bound to a source, as `ValueRule.compiled` is.
    package func compiled(_ place: (String) -> Int?) -> CompiledCondition { CompiledCondition(test: test(place)) }

    private func test(_ place: (String) -> Int?) -> CompiledTest {
        switch self {
        case .among(let column, let texts): .among(place(column) ?? -1, texts.map { Array($0.utf8) })
        case .matches(let column, let text):
            .matches(place(column) ?? -1, CompiledPattern(ValuePattern(text: text, take: nil)))
        case .blank(let column): .blank(place(column) ?? -1)
        case .before(let column, let day, let layout): .before(place(column) ?? -1, day, layout)
        case .after(let column, let day, let layout): .after(place(column) ?? -1, day, layout)
        case .all(let inner): .all(inner.map { $0.test(place) })
        case .any(let inner): .any(inner.map { $0.test(place) })
        case .none(let inner): .none(inner.map { $0.test(place) })
        }
    }
}
