import Exchange

extension Condition {
    /// In plain English, to follow "where": `GROUP is UG or GR and EMAIL is not blank`.
    package var explanation: String {
        switch self {
        case .among(let column, let texts): "\(column) is \(Condition.list(texts))"
        case .matches(let column, let pattern): "\(column) matches \(pattern)"
        case .blank(let column): "\(column) is blank"
        case .before(let column, let day, _): "\(column) is before \(day.words)"
        case .after(let column, let day, _): "\(column) is after \(day.words)"
        case .compares(let column, let how, let limit): "\(column) is \(how.words) \(limit)"
        case .all(let inner): Condition.joined(inner, "and")
        case .any(let inner): Condition.joined(inner, "or")
        case .none(let inner): Condition.negated(inner)
        }
    }

    private static func negated(_ inner: [Condition]) -> String {
        guard inner.count == 1 else { return "neither \(joined(inner, "nor"))" }
        switch inner[0] {
        case .among(let column, let texts): return "\(column) is not \(list(texts))"
        case .blank(let column): return "\(column) is not blank"
        default: return "it is not so that \(inner[0].explanation)"
        }
    }

    private static func joined(_ inner: [Condition], _ word: String) -> String {
        inner.map { $0.isGroup ? "(\($0.explanation))" : $0.explanation }.joined(separator: " \(word) ")
    }

    private var isGroup: Bool {
        switch self {
        case .all(let inner), .any(let inner): inner.count > 1
        case .none(let inner): inner.count > 1 || inner.contains { $0.isGroup }
        default: false
        }
    }

    private static func list(_ texts: [String]) -> String {
        texts.count < 2 ? texts.joined() : texts.dropLast().joined(separator: ", ") + " or " + (texts.last ?? "")
    }
}

extension Condition.Day {
    var words: String {
        switch self {
        case .fixed(let date): date.description
        case .run(let span): span.wordsFromRun
        }
    }
}

extension DateSpan {
    /// `the day of the run`, `6 months after the day of the run`.
    var wordsFromRun: String {
        count == 0 ? "the day of the run" : "\(words) \(count < 0 ? "before" : "after") the day of the run"
    }
}
