import Exchange
import GRDB
import Machine

/// The ledger of one institution in one SQLite file.
///
/// One connection, write-ahead log, `synchronous=FULL`: what a verb has written survives a power cut once it returns.
/// Several processes may have the file open; writers wait for each other up to the busy timeout, then `ledger.busy`.
/// Every row but a look carries a seal (a digest over its content): a row that changed on the disk is `ledger.damaged`
/// when it is read, never an answer.
package final class SQLiteLedger: LedgerStore {
    let path: String
    let institution: String
    let now: () -> Moment
    let hash: ([UInt8]) -> ContentDigest
    /// Why nothing is written any more: the disk under the ledger failed. After a flush that failed nobody knows what is on
    /// the disk, and a second one that succeeds proves nothing (the kernel has forgotten what was lost). So this process
    /// is done with it, and the next one recovers from what the file and its log hold.
    private var failure: Fault?
    /// Nil once closed: SQLite must not be asked through a connection that is gone.
    private var queue: DatabaseQueue?

    /// Opens the ledger at `path`, or creates it (mode 0600, whole or not at all).
    ///
    /// - Parameters:
    ///   - path: of the file; its folder exists.
    ///   - institution: whose ledger it is; written into a new one, compared with an old one (`ledger.foreign`).
    ///   - busyTimeout: seconds to wait for another process's write.
    ///   - now: the wall clock, for the audit chain and the end of a run.
    ///   - hash: SHA-256.
    /// - Throws: `ledger.damaged`, `ledger.newer`, `ledger.foreign`, `ledger.busy`, `ledger.unreadable`.
    package init(
        path: String, institution: String, busyTimeout: Int = 10, now: @escaping () -> Moment,
        hash: @escaping ([UInt8]) -> ContentDigest
    ) throws(Fault) {
        self.path = path
        self.institution = institution
        self.now = now
        self.hash = hash
        let genesis = AuditChain.genesis(institution, hash)
        do {
            if try !SQLiteFile.stands(at: path) {
                try SQLiteFile.create(at: path) { db in
                    try SQLiteSchema.migrate(db)
                    try SQLiteSchema.found(db, institution: institution, genesis: genesis)
                }
            }
            let queue = try SQLiteFile.open(path, busyTimeout: busyTimeout)
            try queue.inDatabase { db in
                try SQLiteSchema.admit(db)
                try SQLiteFile.useWriteAheadLog(db)
                try SQLiteSchema.check(db, institution: institution)
            }
            self.queue = queue
        } catch {
            throw SQLiteFaults.fault(error, path: path)
        }
    }

    /// Closing twice is closing once. A verb after it: `ledger.unreadable`.
    package func close() {
        // It can only fail while a statement is running, and no statement outlives a verb.
        try? queue?.close()
        queue = nil
    }

    /// The only door for changes: one immediate transaction, committed when `change` returns.
    func writing<T>(_ change: (Database) throws -> T) throws(Fault) -> T {
        if let failure { throw failure }
        do {
            try rigged(FaultPoint.reach("ledger.commit.before"))
            let answer = try opened().write(change)
            try rigged(FaultPoint.reach("ledger.commit.after"))
            return answer
        } catch {
            let fault = SQLiteFaults.fault(error, path: path)
            if SQLiteFaults.isFinal(fault) { failure = fault }
            throw fault
        }
    }

    /// A disk that fails on purpose. After the commit: what nobody can tell apart from a commit that failed.
    private func rigged(_ number: Int32) throws {
        if number != 0 { throw SystemFaults.fault("write to the ledger", path, number) }
    }

    /// The only door for questions: one consistent view, read only.
    func reading<T>(_ question: (Database) throws -> T) throws(Fault) -> T {
        do { return try opened().read(question) } catch { throw SQLiteFaults.fault(error, path: path) }
    }

    /// For what needs the connection itself.
    func connection() throws(Fault) -> DatabaseQueue {
        do { return try opened() } catch { throw SQLiteFaults.fault(error, path: path) }
    }

    private func opened() throws -> DatabaseQueue {
        guard let queue else {
            throw Fault(.ledgerUnreadable, .stop, "The ledger \(path) is closed.", context: ["path": path])
        }
        return queue
    }
}
