import Exchange

/// What the daemon has to say: one event a line of its log. Names are stable; values hold no personal data and no secrets.
package struct DaemonEvent: Hashable, Sendable {
    package enum Level: String, Sendable { case debug, info, warning, error }

    package let name: String
    package let level: Level
    /// One sentence for people.
    package let message: String
    package let fields: [String: String]

    package init(_ name: String, _ level: Level, _ message: String, _ fields: [String: String] = [:]) {
        self.name = name
        self.level = level
        self.message = message
        self.fields = fields
    }

    /// About one duty.
    init(_ name: String, _ level: Level = .info, of duty: String, _ message: String, _ more: [String: String] = [:]) {
        let parts = duty.split(separator: "/", maxSplits: 1).map(String.init)
        self.init(
            name, level, message,
            more.merging(["institution": parts.first ?? "", "profile": parts.last ?? ""]) { own, _ in own })
    }
}
