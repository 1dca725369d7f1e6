import Exchange

/// A place that cannot be connected to, but can be set up.
struct TestTransport: Transport {
    static let scheme = "local"
    static let summary = "A folder."
    static let settings = [
        Setting("path", .text, required: true, "Which folder.", example: "places/campus"),
        Setting("attempts", .integer(1...10), default: "3", "How often.", example: "5"),
        Setting("key", .secret, "Where the key is kept.", example: "file:keys/campus"),
    ]

    let path: String
    private let attempts: Int
    private let mark: Mark

    init(_ connection: Settings) throws(Complaints) {
        path = connection.machinePath("path") ?? ""
        attempts = connection.integer("attempts") ?? 3
        mark = connection.mark
        guard path.hasPrefix("/dev"), let node = connection.written("path") else { return }
        throw Complaints([Complaint(node.mark, key: connection.dotted("path"), "'\(path)' is no folder for files")])
    }

    var address: String { "folder \(path)" }

    func doubts() -> [Complaint] {
        attempts < 10 ? [] : [Complaint(mark, key: "attempts", "ten times is often", severity: .warning)]
    }

    func objection(toPath path: String) -> String? { path.contains(" ") ? "no blanks ('\(path)')" : nil }

    func connect(_ visit: Visit) throws(Fault) -> any Session {
        throw Fault(.testPlace, .stop, "tests connect to nothing")
    }
}

extension Code {
    static let testPlace = Code("test.place", .place, owner: .it, cause: "A test.", remedy: "None.")
}
