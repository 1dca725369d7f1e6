import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine
import Setup

struct ListPlace: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "What is in a folder of a place?",
        discussion: """
            In the server's order, as it comes; times in the institution's zone.

              exchange connections ls alma
              exchange connections ls alma sis | sort -k4
              exchange connections ls alma sis --json      one JSON document a line
            """)

    @Argument(help: "The connection, or institution/connection.")
    var name: String
    @Argument(help: "A folder below the connection's own.")
    var folder = ""
    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        let (root, configuration) = try root.configuration()
        let desk = try ConnectionDesk(name, root, configuration, isAttended: true)
        let session = try desk.connect()
        defer { session.close() }
        let out = LineBuffer(STDOUT_FILENO)
        let asJSON = json.isOn
        try session.list(folder) { entry throws(Fault) in
            if desk.abort.isRequested { throw Fault(.placeAborted, .stop, "The listing was asked to stop.") }
            out.put(asJSON ? ListPlace.document(entry) : ListPlace.line(entry, desk))
            return .more
        }
        out.flush()
    }

    private static func line(_ entry: Entry, _ desk: ConnectionDesk) -> String {
        let size = entry.kind == .file ? grouped(entry.size) : entry.kind.rawValue
        let wide = String(repeating: " ", count: max(0, 14 - size.utf8.count)) + size
        let tail = entry.kind == .folder ? "/" : ""
        return "\(wide)  \(desk.zone.civil(entry.modified))  \(shown(entry.name))\(tail)"
    }

    private static func document(_ entry: Entry) -> String {
        let time = CivilTime(entry.modified, offset: 0, abbreviation: "Z")
        let clock = [time.hour, time.minute, time.second].map { padded($0, 2) }.joined(separator: ":")
        return "{\"name\":\(JSONText.quoted(entry.name)),\"kind\":\"\(entry.kind.rawValue)\",\"size\":\(entry.size),"
            + "\"modified\":\"\(time.date)T\(clock)Z\"}"
    }
}
