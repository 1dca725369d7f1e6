import Engine
import Exchange
import Glibc
import Logging
import Machine

/// Writes each event as one line, as text or as a JSON object, with control characters escaped.
struct LineHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info
    private let kind: LineLog.Kind
    private let output = LossyOutput(STDERR_FILENO)
    /// The journal has a time of its own, and knows levels by `<n>` (sd-daemon(3)).
    private let isJournal = Environment.value("JOURNAL_STREAM") != nil

    init(kind: LineLog.Kind) { self.kind = kind }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields: [String: String] = [:]
        for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) {
            fields[key] = "\(value)"
        }
        let line = kind == .json ? json(event, fields) : text(event, fields)
        output.put("\(isJournal ? "<\(LineHandler.priority(event.level))>" : "")\(line)\n")
    }

    private func text(_ event: LogEvent, _ fields: [String: String]) -> String {
        var fields = fields
        let name = fields.removeValue(forKey: "event") ?? ""
        let rest = fields.keys.sorted().map { "\($0)=\(LineHandler.word(fields[$0] ?? ""))" }
        let time = isJournal ? [] : [LineHandler.time]
        let level = event.level >= .warning ? [event.level.rawValue] : []
        return (time + level + [name, shown("\(event.message)")] + rest).joined(separator: "  ")
    }

    private func json(_ event: LogEvent, _ fields: [String: String]) -> String {
        var all = fields
        all["message"] = "\(event.message)"
        all["level"] = event.level.rawValue
        all["time"] = LineHandler.time
        return "{"
            + all.keys.sorted().map { "\(JSONText.quoted($0)):\(JSONText.quoted(all[$0] ?? ""))" }.joined(
                separator: ",") + "}"
    }

    /// As it is, or in quotes where it has blanks in it.
    private static func word(_ text: String) -> String {
        let safe = shown(text)
        return safe.isEmpty || safe.contains(where: { $0 == " " || $0 == "\"" }) ? JSONText.quoted(safe) : safe
    }

    private static var time: String {
        let now = WallClock.now()
        let civil = CivilTime(now, offset: 0, abbreviation: "UTC")
        let clock = [civil.hour, civil.minute, civil.second].map { padded($0, 2) }.joined(separator: ":")
        return "\(civil.date)T\(clock).\(padded(now.nanoseconds / 1_000_000, 3))Z"
    }

    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info, .notice: 6
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
