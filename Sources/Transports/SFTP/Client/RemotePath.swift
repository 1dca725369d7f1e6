import Exchange

/// A path as the engine says it and as the server is asked.
struct RemotePath {
    /// Relative to the connection's folder.
    let path: String
    /// Absolute, as the server spells it.
    let remote: String

    func missing() -> Fault {
        Fault(.placeMissing, .stop, "There is nothing at '\(remote)'.", context: ["path": path])
    }

    /// For what was to be made in it.
    func noFolder() -> Fault {
        Fault(.placeMissing, .stop, "There is no folder '\(remote)'.", context: ["path": path])
    }

    func exists() -> Fault {
        Fault(.placeExists, .stop, "There is something at '\(remote)' already.", context: ["path": path])
    }

    func notAFile() -> Fault {
        Fault(.placeNotAFile, .stop, "'\(remote)' is no plain file.", context: ["path": path])
    }

    func truncated(_ what: String) -> Fault {
        Fault(.placeTruncated, .retry(after: 60), "'\(remote)' \(what)", context: ["path": path])
    }

    /// The server's refusal in the words of places.
    func refused(_ verb: String, _ status: ServerStatus) -> Fault {
        let words = status.text.lowercased()
        if status.code == ServerStatus.noSuchFile { return missing() }
        if words.contains("quota") || words.contains("no space") || words.contains("disk full") {
            return full(verb, status)
        }
        return Fault(
            .placeRefused, .stop, "The server refused to \(verb) '\(remote)': \(status.words).",
            context: ["path": path, "status": String(status.code)])
    }

    /// What was begun cannot be gone on with. Most servers have one word for a full disk, a quota and all else.
    func unwritten(_ verb: String, _ status: ServerStatus) -> Fault {
        let refusal = refused(verb, status)
        guard refusal.code == .placeRefused, status.code == ServerStatus.failure else { return refusal }
        return Fault(
            refusal.code, refusal.disposition, refusal.message,
            remedy:
                "The file could be begun, so the account may write there: its quota is used up or the disk is full, "
                + "more likely than not. Ask who runs the server, then run again.",
            context: refusal.context)
    }

    func full(_ verb: String, _ status: ServerStatus) -> Fault {
        Fault(
            .placeFull, .retry(after: 600), "There is no room to \(verb) '\(remote)': \(status.words).",
            context: ["path": path])
    }
}
