/// Takes the text of a layout apart.
enum DateLayoutScan {
    /// Nil unless year, month and day each occur once.
    static func parts(_ text: String, centuryFrom: Int?) -> [DateLayout.Part]? {
        var parts: [DateLayout.Part] = []
        var rest = Array(text.utf8)[...]
        while let letter = rest.first {
            if rest.starts(with: Array("MON".utf8)) {
                parts.append(.monthName)
                rest = rest.dropFirst(3)
                continue
            }
            let run = rest.prefix { $0 == letter }.count
            guard let part = part(letter, run, centuryFrom) else { return nil }
            parts.append(part)
            if case .exactly = part { rest = rest.dropFirst() } else { rest = rest.dropFirst(run) }
        }
        let kinds = parts.map(kind).joined().sorted()
        let needsCentury = parts.contains { if case .shortYear = $0 { true } else { false } }
        return kinds == ["D", "M", "Y"] && needsCentury == (centuryFrom != nil) ? parts : nil
    }

    private static func part(_ letter: UInt8, _ run: Int, _ centuryFrom: Int?) -> DateLayout.Part? {
        switch (letter, run) {
        case (UInt8(ascii: "Y"), 4): .year
        case (UInt8(ascii: "Y"), 2): centuryFrom.map { .shortYear(from: $0) }
        case (UInt8(ascii: "M"), 1...2): .month(run)
        case (UInt8(ascii: "D"), 1...2): .day(run)
        case (UInt8(ascii: "Y"), _), (UInt8(ascii: "M"), _), (UInt8(ascii: "D"), _): nil
        case (UInt8(ascii: "h"), 2): .time(23)
        case (UInt8(ascii: "m"), 2): .time(59)
        // A leap second is written as 60.
        case (UInt8(ascii: "s"), 2): .time(60)
        default: .exactly(letter)
        }
    }

    private static func kind(_ part: DateLayout.Part) -> String {
        switch part {
        case .year, .shortYear: "Y"
        case .month, .monthName: "M"
        case .day: "D"
        case .time, .exactly: ""
        }
    }
}
