import Exchange

/// What one run may take: `limits` of a profile, or of an institution for its profiles that do not say.
enum BoundsReader {
    static let settings: [Setting] = [
        Setting("memory", .size, "How much memory of its own a run may use; else 2GiB.", example: "4GiB"),
        Setting("cpu", .duration, "How long a run may compute, waiting not counted; else 1h.", example: "3h"),
        Setting(
            "silence", .duration, "Under the daemon, a run without any progress for so long is ended; else 30m.",
            example: "1h"),
        Setting(
            "attempts", .integer(0...100),
            "After so many processes or runs that ended over the same files these are set aside; 0: never; else 3.",
            example: "5"),
    ]

    private static let least = 64 << 20

    /// Keys and types have been checked where there is no complaint about them.
    static func check(_ node: Node?, path: String, _ complaints: inout Complaints) {
        func check(_ key: String, _ value: (String) -> Int?, least: Int, _ words: String) {
            guard let found = node?[key], let number = found.text.flatMap(value), number < least else { return }
            complaints.add(found.mark, key: "\(path).\(key)", words)
        }
        check("memory", Settings.bytes, least: least, "no run can work with less than 64MiB")
        check("cpu", Settings.milliseconds, least: 1000, "a run that may not compute for a second does nothing")
        check("silence", Settings.milliseconds, least: 10_000, "'silence' is 10s at least: signs come no faster")
    }

    static func bounds(_ node: Node?, else standard: RunBounds) -> RunBounds {
        func text(_ key: String) -> String? { node?[key]?.text }
        func seconds(_ key: String) -> Int? { text(key).flatMap(Settings.milliseconds).map { $0 / 1000 } }
        return RunBounds(
            memory: text("memory").flatMap(Settings.bytes) ?? standard.memory, cpu: seconds("cpu") ?? standard.cpu,
            silence: seconds("silence") ?? standard.silence,
            attempts: text("attempts").flatMap { Int($0) } ?? standard.attempts)
    }
}
