import Exchange
import GRDB
import Glibc
import Machine

/// The ledger's file: how it comes to be, and how it is opened.
enum SQLiteFile {
    /// Whether there is a ledger to open. A file wider than 0600 is narrowed.
    ///
    /// A new ledger appears whole, under its name, in one step (`create`). So an empty file, or a write-ahead log
    /// without its ledger, is what is left of one: `ledger.damaged`, never an occasion to start afresh and to send
    /// everything again.
    static func stands(at path: String) throws -> Bool {
        var facts = stat()
        guard lstat(path, &facts) == 0 else {
            guard errno == ENOENT else { throw unreadable(path, "lstat", errno) }
            if lstat(path + "-wal", &facts) == 0 {
                throw Fault(
                    .ledgerDamaged, .stop,
                    "The ledger \(path) is gone, but its write-ahead log \(path)-wal is still there.",
                    context: ["path": path])
            }
            return false
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw Fault(.ledgerUnreadable, .stop, "The ledger \(path) is not a regular file.", context: ["path": path])
        }
        guard facts.st_size > 0 else {
            throw Fault(.ledgerDamaged, .stop, "The ledger \(path) is empty.", context: ["path": path])
        }
        // By name, not by descriptor: closing a descriptor of the file would drop the locks that another connection of
        // this process holds on it (fcntl(2), "Record locking").
        if facts.st_mode & 0o077 != 0, chmod(path, 0o600) != 0 { throw unreadable(path, "chmod", errno) }
        return true
    }

    /// Makes a whole ledger under a name of its own and links it to `path`. Where another process was faster, its
    /// ledger stands and ours goes.
    static func create(at path: String, _ fill: (Database) throws -> Void) throws {
        let draft = try draft(for: path)
        defer { discard(draft) }
        let queue = try open(draft, busyTimeout: 0)
        do {
            try queue.write(fill)
            try queue.inDatabase(useWriteAheadLog)
        } catch {
            try? queue.close()
            throw error
        }
        try queue.close()
        try reach("ledger.create", path)
        guard link(draft, path) == 0 || errno == EEXIST else { throw unreadable(path, "link", errno) }
        try settle(folderOf: path)
    }

    /// Makes a file of its own beside `path` and links it there once `fill` is done with it. A file that is there already
    /// stays: `ledger.backup.exists`.
    static func publish(at path: String, _ fill: (_ draft: String) throws -> Void) throws {
        var facts = stat()
        if lstat(path, &facts) == 0 { throw isThere(path) }
        let draft = try draft(for: path)
        defer { discard(draft) }
        try fill(draft)
        try reach("ledger.publish", path)
        if link(draft, path) != 0 { throw errno == EEXIST ? isThere(path) : unreadable(path, "link", errno) }
        try settle(folderOf: path)
    }

    /// An empty file that only its owner may read, under a name that nobody else has.
    private static func draft(for path: String) throws -> String {
        try reach("ledger.draft", path)
        let draft = path + ".new-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        // SQLite gives the log and the shared memory file the mode of the database.
        let descriptor = repeating { Glibc.open(draft, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        guard descriptor >= 0 else { throw unreadable(path, "open", errno) }
        _ = Glibc.close(descriptor)
        return draft
    }

    private static func discard(_ draft: String) {
        for end in ["", "-journal", "-wal", "-shm"] { _ = unlink(draft + end) }
    }

    private static func isThere(_ path: String) -> Fault {
        Fault(.ledgerBackupThere, .stop, "There is a file \(path) already.", context: ["path": path])
    }

    static func open(_ path: String, busyTimeout: Int) throws -> DatabaseQueue {
        var how = Configuration()
        how.label = "ledger"
        how.foreignKeysEnabled = true
        how.busyMode = .timeout(.init(busyTimeout))
        how.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // What a damaged file says of itself is not believed: oversized cells are found before they are used.
            try db.execute(sql: "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF")
        }
        return try DatabaseQueue(path: path, configuration: how)
    }

    static func useWriteAheadLog(_ db: Database) throws {
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
            throw Fault(.ledgerUnreadable, .stop, "The ledger's file system does not allow a write-ahead log.")
        }
    }

    /// A name is durable once its folder is.
    private static func settle(folderOf path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = repeating { Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw unreadable(path, "open", errno) }
        defer { _ = Glibc.close(descriptor) }
        try reach("ledger.settle", path)
        guard repeating({ fsync(descriptor) }) == 0 else { throw unreadable(path, "fsync", errno) }
    }

    /// An interrupted call has not failed.
    private static func repeating(_ call: () -> Int32) -> Int32 {
        while true {
            let answer = call()
            if answer >= 0 || errno != EINTR { return answer }
        }
    }

    private static func reach(_ point: StaticString, _ path: String) throws {
        let rigged = FaultPoint.reach(point)
        if rigged != 0 { throw unreadable(path, "\(point)", rigged) }
    }

    private static func unreadable(_ path: String, _ call: String, _ number: Int32) -> Fault {
        Fault(
            .ledgerUnreadable, .stop, "The ledger \(path) cannot be opened: \(String(cString: strerror(number))).",
            context: ["path": path, "call": call, "errno": String(number)])
    }
}
