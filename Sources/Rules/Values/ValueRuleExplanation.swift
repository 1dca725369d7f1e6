import Exchange

extension ValueRule {
    /// In plain English, one line: `from column EXPIRES, a date as DD.MM.YYYY, required`.
    package var explanation: String {
        var words = [source.explanation]
        if !trims { words.append("with the blanks around it") }
        if let pattern {
            words.append(
                "which must match \(pattern.text)" + (pattern.take.map { ", of which group \($0) is taken" } ?? ""))
        }
        if let base { words.append("as a number to the base \(base)") }
        if let letters { words.append(letters == .upper ? "in capitals" : "in small letters") }
        if let lookup {
            words.append("looked up in \(lookup.table.name) (what is not in it \(lookup.unknown.words))")
        }
        if let date { words.append("a date as \(date)") }
        if let shift { words.append("\(shift.count < 0 ? "minus" : "plus") \(shift.words)") }
        if let phone { words.append(phone.explanation) }
        if let when { words.append("only where \(when.explanation)") }
        if let fallback { words.append("'\(fallback)' where it is blank") }
        if required {
            words.append("required")
        } else if blank == .resend {
            words.append("where it is blank the last delivered value is sent again")
        }
        return words.joined(separator: ", ")
    }

    /// Without its condition.
    fileprivate var value: ValueRule {
        var copy = self
        copy.when = nil
        return copy
    }
}

extension ValueRule.Source {
    fileprivate var explanation: String {
        switch self {
        case .column(let name): "from column \(name)"
        case .constant(let text): "always '\(text)'"
        case .first(let rules):
            "the first that is not blank: " + rules.map { "(\($0.explanation))" }.joined(separator: ", ")
        case .template(let template): "made up as \(template)"
        case .choose(let rules): rules.map(ValueRule.Source.branch).joined(separator: "; ")
        case .today(let span): span.wordsFromRun
        case .calendar(let calendar, nil): "the first date in \(calendar.name) on or after the day of the run"
        case .calendar(let calendar, let column?): "the date that \(calendar.name) has for column \(column)"
        }
    }

    private static func branch(_ rule: ValueRule) -> String {
        guard let when = rule.when else { return "otherwise \(rule.explanation)" }
        return "where \(when.explanation): \(rule.value.explanation)"
    }
}
