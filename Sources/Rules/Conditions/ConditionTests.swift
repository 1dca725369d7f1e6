import Exchange

/// The tests of one column, being read: `{not: STAFF}`, `{before: today, date: YYYYMMDD}`. All of them must hold.
struct ConditionTests {
    private static let keys = [
        "not", "matches", "blank", "before", "after", "older_than", "newer_than", "at_least", "above", "at_most",
        "below",
        "date", "century_from",
    ]

    let column: String
    let node: Node
    let key: String

    func condition(_ pairs: [Node.Pair], _ complaints: inout Complaints) -> Condition? {
        let before = complaints.all.count
        let layout = DateLayoutReading.layout(node, key: key, &complaints)
        var all: [Condition] = []
        for pair in pairs {
            if let test = test(pair, layout ?? .iso, "\(key).\(pair.key)", &complaints) { all.append(test) }
        }
        let isDated = ["before", "after", "older_than", "newer_than"].contains { node[$0] != nil }
        if let date = node["date"], !isDated {
            complaints.add(
                date.mark, key: "\(key).date", "'date' means something beside 'before', 'after' or an age only")
        }
        if all.isEmpty, complaints.all.count == before {
            complaints.add(node.mark, key: key, "this asks nothing of '\(column)'", allowed: ConditionTests.keys)
        }
        guard complaints.all.count == before else { return nil }
        return all.count == 1 ? all[0] : .all(all)
    }

    private func test(
        _ pair: Node.Pair, _ layout: DateLayout, _ key: String, _ complaints: inout Complaints
    ) -> Condition? {
        switch pair.key {
        case "not": return Condition.among(column, pair.value, key, &complaints).map(Condition.not)
        case "matches": return matches(pair.value, key, &complaints)
        case "blank": return blank(pair.value, key, &complaints)
        case "before": return day(pair, key, &complaints).map { .before(column: column, $0, layout) }
        case "after": return day(pair, key, &complaints).map { .after(column: column, $0, layout) }
        case "older_than": return span(pair, key, &complaints).map { .before(column: column, .run($0), layout) }
        case "newer_than": return span(pair, key, &complaints).map { .after(column: column, .run($0), layout) }
        case "at_least", "above", "at_most", "below": return number(pair, key, &complaints)
        case "date", "century_from": return nil
        default:
            complaints.add(
                pair.keyMark, key: key, "'\(pair.key)' is not a test of a column",
                nearest: nearest(pair.key, among: ConditionTests.keys), allowed: ConditionTests.keys)
            return nil
        }
    }

    private func matches(_ node: Node, _ key: String, _ complaints: inout Complaints) -> Condition? {
        if let text = node.text, ValuePattern.regex(text) != nil { return .matches(column: column, text) }
        complaints.add(node.mark, key: key, "'matches' needs a regular expression, and this is none")
        return nil
    }

    private func blank(_ node: Node, _ key: String, _ complaints: inout Complaints) -> Condition? {
        if let isBlank = node.text.flatMap(Settings.boolean) {
            return isBlank ? .blank(column: column) : .not(.blank(column: column))
        }
        complaints.add(node.mark, key: key, "'blank' is yes or no", allowed: ["yes", "no"])
        return nil
    }

    /// An age, as the day it began.
    private func span(_ pair: Node.Pair, _ key: String, _ complaints: inout Complaints) -> DateSpan? {
        if let span = pair.value.text.flatMap({ DateSpan($0) }), span.count >= 0 { return span.reversed }
        complaints.add(
            pair.value.mark, key: key, "'\(pair.key)' needs an age in days, weeks, months or years",
            allowed: ["30 days", "6 months", "1 year"])
        return nil
    }

    private func number(_ pair: Node.Pair, _ key: String, _ complaints: inout Complaints) -> Condition? {
        if let how = Condition.Comparison(rawValue: pair.key), let limit = pair.value.text.flatMap({ Decimal($0) }) {
            return .compares(column: column, how, limit)
        }
        complaints.add(
            pair.value.mark, key: key, "'\(pair.key)' needs a number with a decimal point",
            allowed: ["0", "12.50", "-3"])
        return nil
    }

    private func day(_ pair: Node.Pair, _ key: String, _ complaints: inout Complaints) -> Condition.Day? {
        let text = pair.value.text ?? ""
        if text == "today" { return .run(.none) }
        if let date = DateLayout.iso.date(text) { return .fixed(date) }
        if let span = DateSpan(text) { return .run(span) }
        complaints.add(
            pair.value.mark, key: key,
            "'\(pair.key)' needs a day: 'today', a span from the day of the run, or a date as YYYY-MM-DD",
            allowed: ["today", "+30 days", "2027-01-31"])
        return nil
    }
}
