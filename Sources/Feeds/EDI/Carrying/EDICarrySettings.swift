import Exchange

/// What both feeds of EDIFACT may be told.
struct EDICarrySettings: Sendable {
    enum Others: String, Sendable, CaseIterable {
        case reject
        case deliver
        case leaveOut = "leave-out"
    }

    let others: Others
    let takesUnfinished: Bool
    let nameLimit: Int
    /// A profile says what it takes; without one, every message is as welcome as any.
    let isOfProfile: Bool

    static let all: [Setting] = [
        Setting(
            "other_messages", .choice(Others.allCases.map(\.rawValue)), default: "reject",
            "messages of other types in the same file: kept with the rejects, delivered as they are, or left out",
            example: "leave-out"),
        Setting(
            "unfinished", .choice(["wait", "take"]), default: "wait",
            "a file without the end of its interchange: looked at again by the next run, or taken as far as it goes",
            example: "take"),
        Setting(
            "name_limit", .integer(8...255), default: "38",
            "the longest name of a delivered file that the library system takes, in bytes", example: "64"),
    ]

    /// Of no profile: everything is looked at.
    init() {
        (others, takesUnfinished, nameLimit, isOfProfile) = (.deliver, true, 38, false)
    }

    init(_ settings: Settings, _ complaints: inout Complaints) {
        others = settings.text("other_messages").flatMap(Others.init) ?? .reject
        takesUnfinished = settings.text("unfinished") == "take"
        isOfProfile = true
        nameLimit = settings.integer("name_limit") ?? 38
        guard let name = settings.node["to"]?["name"], let pattern = name.text else { return }
        let least = EDICarrySettings.shortest(pattern)
        if least > nameLimit {
            complaints.add(
                name.mark, key: "to.name",
                "names made of it have \(least) bytes or more, and the library system takes \(nameLimit) (name_limit)")
        }
    }

    /// What a name comes to at least: dates and times have their length, everything else at least one character.
    static func shortest(_ pattern: String) -> Int {
        var (length, rest) = (0, pattern[...])
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            length += rest[..<open].utf8.count
            switch rest[rest.index(after: open)..<close] {
            case "date": length += 8
            case "time": length += 6
            case "run": length += 7
            case "ext": break
            default: length += 1
            }
            rest = rest[rest.index(after: close)...]
        }
        return length + rest.utf8.count
    }

    var explanation: [String] {
        let others =
            switch others {
            case .reject: "Messages of other types are kept with the rejects."
            case .deliver: "Messages of other types are delivered as they are."
            case .leaveOut: "Messages of other types are left out."
            }
        return [
            "A message that is wrong leaves its interchange; the others are delivered byte for byte, with the counts of the "
                + "envelope rewritten. Interchanges that are whole go as they came.",
            others, "A delivered file's name has at most \(nameLimit) bytes.",
        ]
    }

    /// Faults where a file is still being written, or was cut off.
    func inspect(_ file: any StagedFile, _ report: Report) throws(Fault) {
        if file.size == 0 { return }
        let counts = try EDISurvey.of(file)
        if counts.isWhole {
            report.isWhole(file.name, as: "UNZ at its end")
        } else if !takesUnfinished {
            throw Fault(
                .ediUnfinished, .retry(after: 60),
                "\(PlacePath.readable(file.name)) ends without the end of its last interchange (UNZ).",
                context: ["file": PlacePath.readable(file.name)])
        }
    }
}
