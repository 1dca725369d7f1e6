import Exchange

/// How a source writes amounts: the block `amounts`.
enum AmountSettings {
    static let all: [Setting] = [
        Setting("mark", .choice(["point", "comma"]), default: "point", "the decimal mark", example: "comma"),
        Setting(
            "grouping", .choice(Array(groups.keys).sorted()), default: "none",
            "what stands between groups of three digits", example: "point"),
        Setting(
            "minus", .choice(["before", "behind", "brackets"]), default: "before",
            "where the sign of a negative amount stands; brackets: (12.50)", example: "behind"),
    ]

    static let block = Setting(
        "amounts", .block(all), "how amounts are written, where not as 1234.50 and -3", example: "{mark: comma}")

    private static let groups: [String: UInt8?] = [
        "none": nil, "point": 0x2E, "comma": 0x2C, "blank": 0x20, "apostrophe": 0x27,
    ]

    static func reading(_ settings: Settings?, _ complaints: inout Complaints) -> DecimalReading {
        guard let settings else { return .plain }
        let mark: UInt8 = settings.text("mark") == "comma" ? 0x2C : 0x2E
        let grouping = settings.text("grouping").flatMap { groups[$0] } ?? nil
        if grouping == mark {
            complaints.add(
                settings.written("grouping")?.mark ?? settings.mark, key: settings.dotted("grouping"),
                "the decimal mark cannot stand between groups of digits as well")
        }
        let minus = settings.text("minus")
        return DecimalReading(
            marks: [mark], grouping: grouping, mayTrail: minus == "behind", mayBracket: minus == "brackets")
    }

    /// In English; nil where they are written as everywhere.
    static func explanation(_ reading: DecimalReading) -> String? {
        if reading == .plain { return nil }
        var words = ["the decimal mark is a \(reading.marks == [0x2C] ? "comma" : "point")"]
        if let grouping = reading.grouping, let name = groups.first(where: { $0.value == grouping })?.key {
            words.append("groups of three digits have a \(name) between them")
        }
        if reading.mayTrail { words.append("a minus stands behind") }
        if reading.mayBracket { words.append("negative ones stand in brackets") }
        return "Of amounts, \(words.joined(separator: ", "))."
    }
}
