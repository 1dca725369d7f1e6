import Exchange

/// Reads `date: DD.MM.YY` with the `century_from: 1950` beside it.
enum DateLayoutReading {
    /// Nil where the block says nothing of a date, and where there is a complaint.
    static func layout(_ block: Node, key: String, _ complaints: inout Complaints) -> DateLayout? {
        let century = century(block, key, &complaints)
        guard let node = block["date"] else {
            if let stray = block["century_from"] {
                complaints.add(stray.mark, key: "\(key).century_from", "'century_from' needs a 'date' beside it")
            }
            return nil
        }
        guard let text = node.text else {
            complaints.add(
                node.mark, key: "\(key).date", "'date' needs a single value, but there is \(node.kindName)")
            return nil
        }
        if let layout = DateLayout(text, centuryFrom: century) { return layout }
        complaints.add(
            node.mark, key: "\(key).date", problem(text, century),
            allowed: ["YYYY-MM-DD", "DD.MM.YYYY", "MM/DD/YYYY", "YYYYMMDD"])
        return nil
    }

    private static func problem(_ text: String, _ century: Int?) -> String {
        if century == nil, DateLayout(text, centuryFrom: 1950) != nil {
            return "'\(text)' has a year of two digits; say which century with 'century_from: 1950' beside it"
        }
        if century != nil, DateLayout(text) != nil {
            return "'\(text)' has a year of four digits, so 'century_from' must go"
        }
        return "'\(text)' is not a date layout: it needs YYYY, MM (or M, or MON) and DD (or D), once each"
    }

    private static func century(_ block: Node, _ key: String, _ complaints: inout Complaints) -> Int? {
        guard let node = block["century_from"] else { return nil }
        if let year = node.text.flatMap({ Int($0) }), (1...9900).contains(year) { return year }
        complaints.add(
            node.mark, key: "\(key).century_from",
            "'century_from' is the first year of the hundred that two digits can mean, such as 1950")
        return nil
    }
}
