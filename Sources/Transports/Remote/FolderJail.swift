import Exchange

/// Keeps paths below the connection's folder: ours are checked before they are sent, and the server is asked where each
/// folder really is, so that no link leads out.
struct FolderJail {
    /// Absolute and free of links, as the server spells it.
    let base: String
    /// As bytes: to a server, two spellings of one text are two names.
    private var known: Set<[UInt8]> = [[]]

    init(base: String) { self.base = base.hasSuffix("/") ? String(base.dropLast()) : base }

    func path(_ path: String) -> RemotePath {
        let remote = path.isEmpty ? base : "\(base)/\(path)"
        return RemotePath(path: path, remote: remote.isEmpty ? "/" : remote)
    }

    static func above(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    /// The folders whose place the server has not confirmed yet, each once.
    func unknown(_ folders: [String]) -> [String] {
        var seen = known
        return folders.filter { seen.insert(Array($0.utf8)).inserted }
    }

    /// Whether a server can mean this as where something really is: no way upwards, nothing that is no text.
    static func isPlain(_ path: String) -> Bool {
        let isText = path.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0.value != 0xFFFD }
        return isText && !path.split(separator: "/").contains { $0 == "." || $0 == ".." }
    }

    /// `canonical` is what the server says of the folder; nil where there is none.
    mutating func confirm(_ folder: String, _ canonical: String?) throws(Fault) {
        guard let canonical else { return }
        guard canonical.utf8.elementsEqual(base.utf8) || canonical.utf8.starts(with: (base + "/").utf8) else {
            throw Fault(
                .placePathRefused, .stop,
                "The folder '\(PlacePath.readable(folder))' leads to '\(PlacePath.readable(canonical))', out of "
                    + "'\(base.isEmpty ? "/" : base)'.", context: ["path": folder])
        }
        known.insert(Array(folder.utf8))
    }
}
