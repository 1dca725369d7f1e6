import Exchange

/// A folder on this machine, or one that is mounted here.
package struct LocalTransport: Transport {
    package static let scheme = "local"
    package static let summary = "a folder on this machine"
    package static let settings: [Setting] = [
        Setting("path", .text, required: true, "the folder; relative paths start at the root", example: "/srv/campus"),
        Setting(
            "temp_safe", .boolean, default: "no",
            "yes where nobody but this program removes its temporary files (names begin with .x-)", example: "yes"),
    ]

    private let folder: String
    private let temporariesAreOurs: Bool

    package init(_ connection: Settings) throws(Complaints) {
        guard let path = connection.machinePath("path"), !path.isEmpty else {
            var complaints = Complaints([])
            complaints.add(connection.mark, key: connection.dotted("path"), "a local connection needs a path")
            throw complaints
        }
        self.init(folder: path, temporariesAreOurs: connection.boolean("temp_safe") ?? false)
    }

    package init(folder: String, temporariesAreOurs: Bool = false) {
        self.folder = folder
        self.temporariesAreOurs = temporariesAreOurs
    }

    package var address: String { "folder \(folder)" }

    package func connect(_ abort: Abort) throws(Fault) -> any Session {
        try LocalSession(folder, temporariesAreOurs: temporariesAreOurs, abort)
    }
}
