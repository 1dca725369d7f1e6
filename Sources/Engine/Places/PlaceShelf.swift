import Exchange
import Machine

/// What is remembered of one connection: `places/<connection>.json` in the state folder, mode 0600. Written whole, one
/// process after the other, so that two at once lose nothing of each other's.
///
/// A file that cannot be read is `shelf.damaged`: what somebody trusted is never quietly forgotten.
package final class PlaceShelf: PlaceMemory {
    private static let place = "places"
    private static let byteLimit = 256 << 10
    private static let valueLimit = 32 << 10

    private struct Document: Codable {
        let connection: String
        let remembered: [String: String]
    }

    private let workspace: Workspace
    private let connection: String
    private let sleep: (Int) -> Void

    package init(_ workspace: Workspace, of connection: String, sleep: @escaping (_ milliseconds: Int) -> Void) {
        self.workspace = workspace
        self.connection = connection
        self.sleep = sleep
    }

    package func recall(_ key: String) throws(Fault) -> String? { try read()[key] }

    package func keep(_ key: String, _ value: String?) throws(Fault) {
        let lock = try locked()
        defer { withExtendedLifetime(lock) {} }
        var remembered = try read()
        if remembered[key] == value { return }
        remembered[key] = value
        let bytes = JSONFile.bytes(Document(connection: connection, remembered: remembered))
        guard bytes.count <= PlaceShelf.byteLimit, (value ?? "").utf8.count <= PlaceShelf.valueLimit else {
            throw Fault(.shelfFull, .stop, "There is too much to remember of the connection '\(connection)'.")
        }
        FaultPoint.pass("shelf.keep")
        try JSONFile.replace(path, with: bytes, in: workspace.folder)
    }

    private var path: String { "\(PlaceShelf.place)/\(fileName).json" }

    /// The connection's name where it is fit to be a file's, else a digest of it.
    private var fileName: String {
        let isPlain = connection.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                || byte == 95
        }
        if isPlain, !connection.isEmpty, connection.utf8.count <= 64, !connection.hasPrefix("x-") { return connection }
        return "x-\(SHA256.digest(of: Array(connection.utf8)).hex)"
    }

    private func read() throws(Fault) -> [String: String] {
        guard let about = try workspace.folder.look(path) else { return [:] }
        guard about.kind == .file, about.size <= PlaceShelf.byteLimit else { throw damaged }
        var document: Document?
        do throws(Fault) { document = try JSONFile.read(Document.self, path, in: workspace.folder) } catch {
            throw damaged
        }
        guard let document, document.connection.utf8.elementsEqual(connection.utf8) else { throw damaged }
        return document.remembered
    }

    private var damaged: Fault {
        let shown = "\(workspace.path)/\(path)"
        return Fault(
            .shelfDamaged, .stop,
            "\(shown), which holds what is remembered of the connection '\(connection)', is not the document this "
                + "program wrote there.",
            context: ["path": shown])
    }

    /// Others hold it for milliseconds; one who holds it for ten seconds is stuck.
    private func locked() throws(Fault) -> ExclusiveLock {
        let places = try workspace.folder.making(PlaceShelf.place)
        var tries = 0
        while true {
            do throws(Fault) { return try ExclusiveLock("\(places.path)/\(fileName).lock") } catch {
                tries += 1
                if error.code != .machineLocked || tries > 200 { throw error }
            }
            sleep(50)
        }
    }
}
