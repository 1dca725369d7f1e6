import Exchange

/// Where a value comes from, bound to the columns of a source.
indirect enum CompiledSource {
    enum TemplatePart {
        case text([UInt8])
        case cell(Int, mayBeBlank: Bool)
    }

    case cell(Int)
    case constant([UInt8])
    case first([CompiledRule])
    case template([TemplatePart])
    /// Each rule without its condition, which stands beside it.
    case choose([(when: CompiledTest?, rule: CompiledRule)])
    case today(DateSpan)
    case next(Calendar)
    case key(Calendar, LookupTable, Int)

    init(_ source: ValueRule.Source, _ place: (String) -> Int?) {
        switch source {
        case .column(let name): self = .cell(place(name) ?? -1)
        case .constant(let text): self = .constant(Array(text.utf8))
        case .first(let rules): self = .first(rules.map { CompiledRule($0, place) })
        case .template(let template): self = .template(template.parts.map { CompiledSource.part($0, place) })
        case .choose(let rules):
            self = .choose(
                rules.map { rule in
                    var value = rule
                    value.when = nil
                    return (rule.when.map { CompiledTest($0, place) }, CompiledRule(value, place))
                })
        case .today(let span): self = .today(span)
        case .calendar(let calendar, let column):
            if let column, let keys = calendar.keys {
                self = .key(calendar, keys, place(column) ?? -1)
            } else {
                self = .next(calendar)
            }
        }
    }

    private static func part(_ part: Template.Part, _ place: (String) -> Int?) -> TemplatePart {
        switch part {
        case .text(let text): .text(Array(text.utf8))
        case .column(let name, let mayBeBlank): .cell(place(name) ?? -1, mayBeBlank: mayBeBlank)
        }
    }

    /// Appends the value, if there is one.
    func append(
        _ cells: RuleCells, _ today: CivilDate, _ codes: NewCodes, trims: Bool, _ column: String?,
        _ bytes: inout [UInt8]
    ) -> RuleOutcome {
        switch self {
        case .cell(let number): bytes.append(contentsOf: cells.cell(number, trimmed: trims))
        case .constant(let text): bytes.append(contentsOf: text)
        case .first(let rules):
            for rule in rules {
                let outcome = rule.evaluate(cells, today: today, codes: codes, into: &bytes)
                if outcome != .blank { return outcome }
            }
            return .blank
        case .template(let parts): return CompiledSource.fill(parts, cells, trims, &bytes)
        case .choose(let branches):
            for branch in branches where branch.when?.holds(cells, today: today) ?? true {
                return branch.rule.evaluate(cells, today: today, codes: codes, into: &bytes)
            }
            return .blank
        case .today(let span): return CompiledSource.put(today.adding(span), .ruleDate, column, &bytes)
        case .next(let calendar): return CompiledSource.put(calendar.next(today), .ruleCalendar, column, &bytes)
        case .key(let calendar, let keys, let number):
            return CompiledSource.find(cells.cell(number), calendar, keys, codes, column, &bytes)
        }
        return .value
    }

    private static func fill(
        _ parts: [TemplatePart], _ cells: RuleCells, _ trims: Bool, _ bytes: inout [UInt8]
    ) -> RuleOutcome {
        for part in parts {
            switch part {
            case .text(let text): bytes.append(contentsOf: text)
            case .cell(let number, let mayBeBlank):
                if !mayBeBlank, cells.cell(number).isEmpty { return .blank }
                bytes.append(contentsOf: cells.cell(number, trimmed: trims))
            }
        }
        return .value
    }

    private static func put(
        _ date: CivilDate?, _ code: Code, _ column: String?, _ bytes: inout [UInt8]
    ) -> RuleOutcome {
        guard let date else {
            let words =
                code == .ruleCalendar
                ? "would be a date on or after the day of the run, and the calendar has none" : "is past the year 9999"
            return .problem(RuleProblem(code, words, column: column))
        }
        date.append(to: &bytes)
        return .value
    }

    private static func find(
        _ key: UnsafeBufferPointer<UInt8>, _ calendar: Calendar, _ keys: LookupTable, _ codes: NewCodes,
        _ column: String?, _ bytes: inout [UInt8]
    ) -> RuleOutcome {
        if key.isEmpty { return .blank }
        let start = bytes.count
        bytes.append(contentsOf: key)
        if keys.replace(&bytes, from: start) { return .value }
        codes.add(key, label: column ?? "", table: calendar.name, fate: .rejected)
        return .problem(RuleProblem(.ruleCalendar, "is not a key in \(calendar.name)", column: column))
    }
}
