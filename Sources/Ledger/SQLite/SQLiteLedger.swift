import Exchange
import GRDB
import Machine

/// The ledger of one institution in one SQLite file.
///
/// One connection, write-ahead log, `synchronous=FULL`: what a verb has written survives a power cut once it returns.
/// Several processes may have the file open; writers wait for each other up to the busy timeout, then `ledger.busy`.
/// Every row but a look carries a seal (a digest over its content): a row that changed on the disk is `ledger.damaged`
/// when it is read, never an answer.
///
/// An anchored ledger knows from a file beside it how far it had come (`LedgerAnchor`), and keeps some room on its disk
/// (`LedgerReserve`). One that has fallen behind can be read, but is not changed until a person has decided
/// (`ledger.behind`, `adopt`): as nothing is sent without a change before it, nothing is sent.
package final class SQLiteLedger: LedgerStore {
    let path: String
    let institution: String
    let now: () -> Moment
    let hash: ([UInt8]) -> ContentDigest
    /// Why nothing is written any more: the disk under the ledger failed. After a flush that failed nobody knows what is on
    /// the disk, and a second one that succeeds proves nothing (the kernel has forgotten what was lost). So this process
    /// is done with it, and the next one recovers from what the file and its log hold.
    private var failure: Fault?
    let anchor: LedgerAnchor?
    private let reserve: LedgerReserve?
    /// Why nothing may be changed, if so.
    package internal(set) var refusal: Fault?
    /// Whether its structure was read before it was first changed.
    private var isChecked = false
    /// Up to this many bytes a ledger's structure is read by each process that changes it, at some hundred MB a second;
    /// a larger one by `firstBrokenAuditRow` only.
    private static let checkedSize = 256 << 20
    /// The head of the chain as the transaction that is being written leaves it.
    var newest: AuditHead?
    /// Nil once closed: SQLite must not be asked through a connection that is gone.
    private var queue: DatabaseQueue?

    /// Opens the ledger at `path`, or creates it (mode 0600, whole or not at all).
    ///
    /// - Parameters:
    ///   - path: of the file; its folder exists.
    ///   - institution: whose ledger it is; written into a new one, compared with an old one (`ledger.foreign`).
    ///   - anchored: whether it is the one in use, not a copy: held against the file beside it, see `LedgerAnchor`.
    ///   - allowsNetwork: whether it may lie on a network file system (`ledger.network`).
    ///   - busyTimeout: seconds to wait for another process's write.
    ///   - now: the wall clock, for the audit chain and the end of a run.
    ///   - hash: SHA-256.
    /// - Throws: `ledger.damaged`, `ledger.newer`, `ledger.foreign`, `ledger.busy`, `ledger.unreadable`, `ledger.network`.
    package init(
        path: String, institution: String, anchored: Bool = false, allowsNetwork: Bool = true, busyTimeout: Int = 10,
        now: @escaping () -> Moment, hash: @escaping ([UInt8]) -> ContentDigest
    ) throws(Fault) {
        self.path = path
        self.institution = institution
        self.now = now
        self.hash = hash
        let genesis = AuditChain.genesis(institution, hash)
        if !allowsNetwork { try LedgerPlace.demandOwn(path) }
        anchor = anchored ? try LedgerAnchor(beside: path) : nil
        reserve = anchored ? try LedgerReserve(beside: path) : nil
        // Before the ledger: it may only go on meanwhile.
        let word = try anchor?.read() ?? .nothing
        do {
            if try !SQLiteFile.stands(at: path) {
                if let anchor, word != .nothing { throw SQLiteLedger.gone(path, anchor) }
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
            refusal = try queue.read { db in try objection(db, to: word) }
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

    /// The only door for changes: one immediate transaction, committed when `change` returns. `durably`: the anchor is on
    /// the disk as well when it returns, because something elsewhere rests on this change.
    func writing<T>(durably: Bool = false, _ change: (Database) throws -> T) throws(Fault) -> T {
        if let refusal { throw refusal }
        return try committing(durably: durably, change)
    }

    /// As `writing`, whatever the anchor says.
    func committing<T>(durably: Bool, _ change: (Database) throws -> T) throws(Fault) -> T {
        if let failure { throw failure }
        try reserve?.take()
        newest = nil
        do {
            try check()
            try rigged(FaultPoint.reach("ledger.commit.before"))
            let answer = try opened().write(change)
            try rigged(FaultPoint.reach("ledger.commit.after"))
            if let anchor, let newest { try anchor.say(newest, durably: durably) }
            return answer
        } catch {
            if SQLiteFaults.isFull(error) { reserve?.free() }
            let fault = SQLiteFaults.fault(error, path: path)
            if SQLiteFaults.isFinal(fault) { failure = fault }
            throw fault
        }
    }

    /// Once, and only the ledger in use.
    private func check() throws {
        if anchor == nil || isChecked { return }
        try opened().read { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            let (size, overflow) = pages.multipliedReportingOverflow(by: 4096)
            if !overflow, size <= SQLiteLedger.checkedSize { try checkStructure(db) }
        }
        isChecked = true
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
