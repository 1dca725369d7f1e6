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
        Setting(
            "file_mode", .choice(["0600", "0640", "0644", "0660", "0664"]), default: "0640",
            "permissions of the files it puts there: the receiver's account must be able to read them", example: "0660"),
    ]

    private let folder: String
    private let temporariesAreOurs: Bool
    private let fileMode: UInt32

    package init(_ connection: Settings) throws(Complaints) {
        guard let path = connection.machinePath("path"), !path.isEmpty else {
            var complaints = Complaints([])
            complaints.add(connection.mark, key: connection.dotted("path"), "a local connection needs a path")
            throw complaints
        }
        self.init(
            folder: path, temporariesAreOurs: connection.boolean("temp_safe") ?? false,
            fileMode: connection.text("file_mode").flatMap { UInt32($0, radix: 8) } ?? 0o640)
    }

    package init(folder: String, temporariesAreOurs: Bool = false, fileMode: UInt32 = 0o640) {
        self.folder = folder
        self.temporariesAreOurs = temporariesAreOurs
        self.fileMode = fileMode
    }

    package var address: String { "folder \(folder)" }

    package func connect(_ visit: Visit) throws(Fault) -> any Session {
        try LocalSession(folder, temporariesAreOurs: temporariesAreOurs, fileMode: fileMode, visit.abort)
    }
}
