import Exchange

extension SFTPPreset {
    /// Why the service would not take a file or folder of that path below the connection's folder; nil where it would.
    func objection(toPath path: String) -> String? {
        guard !allowsBlanks, path.unicodeScalars.contains(where: \.properties.isWhitespace) else { return nil }
        return "\(title) takes no names with blanks ('\(PlacePath.readable(path))'); write '_' instead"
    }

    /// What is unusual for this service in a connection, as sentences.
    func doubts(port: Int, path: String, keys: [KeyFile.Kind]) -> [(key: String, words: String)] {
        var found: [(key: String, words: String)] = []
        if port != self.port { found.append(("port", "\(title) answers on port \(self.port), not on \(port)")) }
        if let other = keys.first(where: { $0 != key && $0 != .unknown }) {
            found.append(
                ("key", "\(title) hands out \(key.rawValue) keys, and this is of another kind: \(other.rawValue)"))
        }
        let parts = path.split(separator: "/").map { $0.lowercased() }
        if !areas.isEmpty, !areas.contains(where: parts.contains) {
            let words = areas.map { "'\($0)'" }.joined(separator: " and ")
            found.append(
                (
                    "path",
                    "\(title) has the folders \(words), which must not be mixed: give each its own connection, and name the "
                        + "folder in 'path'"
                ))
        }
        return found
    }

    /// Throws `place.toolarge` for a file the service would not take.
    func check(size: Int, of path: String) throws(Fault) {
        guard size > sizeLimit else { return }
        throw Fault(
            .placeTooLarge, .stop,
            "'\(PlacePath.readable(path))' has \(size) bytes; \(title) takes \(sizeWords) at most. Nothing was sent.",
            context: ["path": PlacePath.readable(path), "size": String(size), "limit": String(sizeLimit)])
    }

    /// Throws `place.path.refused` for a name the service would not take.
    func check(_ path: String) throws(Fault) {
        guard let words = objection(toPath: path) else { return }
        throw Fault(.placePathRefused, .stop, "\(words).", context: ["path": PlacePath.readable(path)])
    }
}
