import Exchange

/// What a server's status means for a path.
extension RemotePath {
    /// The server's refusal in the words of places.
    func refused(_ verb: String, _ status: ServerStatus) -> Fault {
        let words = status.text.lowercased()
        if status.isMissing { return missing() }
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
