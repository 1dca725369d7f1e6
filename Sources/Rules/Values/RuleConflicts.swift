import Exchange

/// What can never work, although each part of a rule is right by itself.
enum RuleConflicts {
    static func add(_ rule: ValueRule, _ block: Node, _ key: String, _ complaints: inout Complaints) {
        func complain(_ name: String, _ message: String) {
            complaints.add(block[name]?.mark ?? rule.mark, key: "\(key).\(name)", message)
        }
        if rule.date != nil, rule.source.yieldsDates {
            complain("date", "the values are dates as YYYY-MM-DD already, so 'date' must go")
        }
        if rule.shift != nil, !rule.yieldsDate {
            let name = block["plus"] == nil ? "minus" : "plus"
            complain(name, "'\(name)' moves a date, and this is none; say with 'date' how the source writes it")
        }
        if rule.phone != nil, rule.yieldsDate {
            complain("phone", "this is a date, and no date is a telephone number")
        }
        if let fallback = rule.fallback, rule.yieldsDate, DateLayout.iso.date(fallback) == nil {
            complain("default", "the default for a date must be a date as YYYY-MM-DD")
        }
        if rule.fallback == "" { complain("default", "an empty default is no value; leave 'default' out") }
    }
}
