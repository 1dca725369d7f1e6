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
}
