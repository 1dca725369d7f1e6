import Exchange
import Machine

/// Whether a file system is one to keep an institution's state on.
struct StateSpace {
    private let path: String
    private let system: FileSystem

    init(_ path: String, _ system: FileSystem) {
        self.path = path
        self.system = system
    }

    /// Below this, tonight's load may not fit.
    private static let little = 1 << 30
    /// Below this, the ledger may not.
    private static let nothing = 100 << 20
    private static let fewFiles = 10_000

    var line: DoctorLine {
        let words = "\(path): \(system.name), \(sized(system.freeBytes)) free"
        if system.isReadOnly {
            return .fail(
                "state", "\(words), but it can only be read.", do: "Mount it read-write; see the kernel's log.")
        }
        if system.kind == .network {
            return .fail(
                "state",
                "\(words). What was sent must be remembered for certain, and a network share does not promise that.",
                do: "Move it to a disk of this machine. Places may be on network shares, the state not.")
        }
        if system.freeBytes < StateSpace.nothing {
            return .fail(
                "state", "\(words): too little for a run.", do: "Make room; 'exchange prune' removes what is old.")
        }
        if system.kind == .memory {
            return .warn(
                "state", "\(words). It is gone when the machine starts anew, and with it what was sent.",
                do: "Keep the state on a disk; in a container, on a volume.")
        }
        if system.freeBytes < StateSpace.little || system.freeFiles.map({ $0 < StateSpace.fewFiles }) == true {
            let files = system.freeFiles.map { " for \(grouped($0)) files" } ?? ""
            return .warn(
                "state", "\(words)\(files): a large load may not fit.",
                do: "Make room; 'exchange prune' removes what is old.")
        }
        if !system.startsPrograms {
            return .warn(
                "state", "\(words). No program may be started from it, and SFTP by ssh keeps a small script there.",
                do: "Mount it without 'noexec', or use 'channel: libssh2' where that will do.")
        }
        return .ok("state", words)
    }
}
