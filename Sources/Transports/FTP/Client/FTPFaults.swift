import Exchange

/// What FTP's replies mean for people.
enum FTPFaults {
    static func listing(_ line: [UInt8], _ what: String) -> Fault {
        let shown = PlacePath.readable(String(decoding: line.prefix(200), as: UTF8.self))
        return Fault(.ftpListing, .stop, "The server's listing has \(what): '\(shown)'.", context: ["line": shown])
    }

    /// The refusal of a command about a path.
    static func refused(_ verb: String, _ path: RemotePath, _ reply: FTPReply) -> Fault {
        if let fault = passing(reply, path.remote) { return fault }
        if isFull(reply) {
            return Fault(
                .placeFull, .retry(after: 600), "There is no room to \(verb) '\(path.remote)': \(reply.words).",
                context: ["path": path.path])
        }
        return Fault(
            .placeRefused, .stop, "The server refused to \(verb) '\(path.remote)': \(reply.words).",
            context: ["path": path.path, "reply": String(reply.code)])
    }

    static func isFull(_ reply: FTPReply) -> Bool {
        let words = reply.words.lowercased()
        return reply.code == 552 || reply.code == 452
            || ["quota", "no space", "disk full"].contains { words.contains($0) } && reply.code >= 400
    }

    /// What concerns the conversation, whichever path it was about. Nil: the path.
    static func passing(_ reply: FTPReply, _ what: String) -> Fault? {
        let context = ["reply": String(reply.code)]
        switch reply.code {
        case 421:
            return Fault(
                .placeLost, .retry(after: 30), "The server ended the conversation at '\(what)': \(reply.words).",
                context: context)
        case 426, 451:
            return Fault(
                .placeLost, .retry(after: 30), "The server broke off '\(what)': \(reply.words).", context: context)
        case 425, 522, 521, 534, 536:
            let words = reply.words.lowercased()
            let isReuse =
                reply.code == 522 || words.contains("reus") || words.contains("resum") || words.contains("session")
            if isReuse {
                return Fault(
                    .ftpReuse, .stop, "The server refused the data connection for '\(what)': \(reply.words).",
                    context: context)
            }
            return Fault(
                .ftpData, reply.code == 425 ? .retry(after: 30) : .stop,
                "The server could not be reached for the data of '\(what)': \(reply.words).", context: context)
        default: return nil
        }
    }
}
