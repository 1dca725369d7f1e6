import Exchange

/// What has happened, durably; one per institution. Every promise of the program rests on it. The suite in
/// `ConformanceKit` is the contract in executable form; each store passes it.
///
/// - Every change is one transaction with one row in the audit chain per transition. When a verb returns, the change
///   is on the disk; when it throws, nothing changed.
/// - Verbs that take a `Claim` change nothing and throw `ledger.superseded` when the run's epoch is another one or the
///   run has ended.
/// - A transition names the state it starts from. Where the row is in another state, nothing changes and
///   `ledger.state` is thrown; so is a transition that the state's table does not allow.
/// - A run that the ledger does not know, or an arrival or delivery that is not the claim's run's: `ledger.state`.
/// - The claim is asked before the state: who may not change a run is not told what it looks like.
/// - The store's own clock is for audit rows and the moment a run ended; a run's clock is in its row.
/// - Texts are kept byte for byte and compared byte for byte (`é` in one letter is not `é` in two). A text with a NUL
///   character is refused: `ledger.text`.
/// - What is stored but cannot be what was written is `ledger.damaged`, never an answer.
///
/// Audit rows: subject `run` with `begun`, `claimed`, `step convert`, `ended done`, `reserved invoices 17`; subject
/// `arrival 1` with `seen`, `seen -> staged`; subject `delivery 1` with `planned`, `planned -> uploading`. A reopened
/// run has `reopened by NAME: REASON`; a delivery that a person decided on has, behind its transition, the words of the
/// decision: `settled not delivered by NAME: REASON`.
package protocol LedgerStore: AnyObject {
    // MARK: Runs

    /// Creates a run and claims it (epoch 1), with the next run id of the year and the profile's next sequence number.
    /// `ledger.open` when the profile has an open run. Where it is for a slot, it takes the slot in the same transaction:
    /// `ledger.slot` when a run has taken it, unless that ended without settling it (`End.settlesSlot`).
    func begin(_ plan: RunOpening, owner: String) throws(Fault) -> RunRow
    /// The open run of a profile.
    func openRun(of profile: String) throws(Fault) -> RunRow?
    /// Takes an open run over: epoch + 1, the new owner. `ledger.ended` when it has ended.
    func claim(run: String, owner: String) throws(Fault) -> RunRow
    /// The run's next step is `step`; any step, the same one too: steps may be repeated.
    func advance(_ claim: Claim, to step: Step) throws(Fault)
    /// Closes the run, with the moment of the store's clock, and plans what is to be told about it in the same transaction.
    /// What belongs to it stays as it is.
    func end(_ claim: Claim, as end: End, summary: String, tally: Tally, notices: [NoticeRow]) throws(Fault)
    func run(_ id: String) throws(Fault) -> RunRow?
    /// In the order in which they began, newest first, at most `limit`; of all profiles where `profile` is nil.
    func runs(of profile: String?, limit: Int) throws(Fault) -> [RunRow]

    /// Who took the slots of a profile, in the order asked; nil where nobody has. Rows go with their runs.
    func slots(_ profile: String, _ slots: [String]) throws(Fault) -> [SlotRow?]

    // MARK: Holds

    /// Closes the run as `held`, and keeps what it holds: what it is about (`key`) and the digest of the record of its
    /// outputs. Otherwise as `end`.
    func hold(
        _ claim: Claim, key: String, manifest: ContentDigest, summary: String, tally: Tally, notices: [NoticeRow]
    ) throws(Fault)
    /// What a run holds or held; nil where no guard held it.
    func hold(of run: String) throws(Fault) -> HoldRow?
    /// The newest run of the profile that holds something about `key` which nobody has released.
    func held(_ profile: String, key: String) throws(Fault) -> String?
    /// A run of the same profile that has delivered and began, or was reopened, after `run` was held; the last of them. Of
    /// a run that proposes entries for the register: the last one that has since sent, or is sending, one of the objects.
    func successor(of run: String) throws(Fault) -> String?
    /// Opens a held run again, once: epoch + 1, the new owner, the step `verify`; `person` and `reason` are kept and
    /// stand in its audit row. `ledger.held` where it holds nothing, or was reopened before; `ledger.open` when the
    /// profile has an open run; `ledger.newerload` where it has a successor.
    func reopen(run: String, owner: String, person: String, reason: String) throws(Fault) -> RunRow

    // MARK: Notices
    // They have no rows in the audit chain: what is told about a run changes nothing of what has happened.

    /// Plans what is to be told about a run that stays open. A notice whose id is there already stays as it is; one about
    /// another run than the claim's is `ledger.state`.
    func plan(notices: [NoticeRow], _ claim: Claim) throws(Fault)
    /// Newest first, at most `limit`.
    func notices(limit: Int) throws(Fault) -> [NoticeRow]
    /// In the order in which they were planned.
    func notices(of run: String) throws(Fault) -> [NoticeRow]
    /// Those with this topic, newest first, at most `limit`.
    func notices(about topic: String, limit: Int) throws(Fault) -> [NoticeRow]
    /// Those that are not settled, oldest first.
    func openNotices() throws(Fault) -> [NoticeRow]
    /// Takes a notice to send it: `sending`, one more try, another process's turn not before `until`. Nil where it is
    /// settled, or another process has it.
    func take(notice id: String, until: Moment) throws(Fault) -> NoticeRow?
    /// Says what became of a try. What is settled stays as it is.
    func leave(notice id: String, as state: NoticeState, due: Moment, note: String) throws(Fault)

    // MARK: Retention

    /// Removes what ended before `moment`: runs with their arrivals, deliveries, holds, notices and reservations, the audit
    /// rows up to the first that belongs to a run which is open or ended later. Where the chain was cut, its hash is
    /// kept, and it is verified from there.
    ///
    /// Kept whatever their age: a profile's newest run, its newest that delivered, and what a number is counted from;
    /// runs with an audit row behind the cut; the newest audit row. `dryRun` answers the same and changes nothing.
    /// Answers the ids of the runs, oldest first.
    func prune(before moment: Moment, dryRun: Bool) throws(Fault) -> [String]
    /// Files of the profile that were last changed up to this moment may have been taken by runs which were pruned.
    func forgotten(_ profile: String) throws(Fault) -> Moment?

    // MARK: Arrivals

    /// Remembers the looks of a profile and answers the earlier look at each path, if its size and modification time
    /// are equal. While looks at a path are equal the first one is remembered, so that looking often settles a file,
    /// too. What was not looked at this time is forgotten, and so is a look that lies in the future: a clock was set back.
    ///
    /// Paths that differ only in how their letters are composed are one key of the answer: it is there only if each of
    /// them has an equal earlier look, and is the newest of these.
    func look(_ profile: String, _ looks: [Look]) throws(Fault) -> [String: Look]
    /// Adds arrivals in state `seen`, all or none. The same (run, ordinal) again, another state or another run's
    /// arrival: `ledger.state`.
    func add(_ arrivals: [ArrivalRow], _ claim: Claim) throws(Fault)
    /// Moves arrivals on, in this order, all or none; `digest` and `staged`, once given, stay: nil leaves them, another
    /// value is `ledger.state`.
    func move(_ arrivals: [ArrivalMove], _ claim: Claim) throws(Fault)
    /// Those of any run with this content, newest first, at most `limit`.
    func arrivals(with digest: ContentDigest, limit: Int) throws(Fault) -> [ArrivalRow]
    /// In order of ordinal.
    func arrivals(of run: String) throws(Fault) -> [ArrivalRow]
    /// For each file, in the order asked, the newest run of the profile that took a file of this path, size and
    /// modification time: whose arrival has been `taken`, not one that was released unread. When we looked is not asked.
    func taken(_ profile: String, _ files: [Look]) throws(Fault) -> [String?]
    /// For each path, in the order asked, the newest arrival of the profile under it that has been `taken`.
    func lastTaken(_ profile: String, _ paths: [String]) throws(Fault) -> [ArrivalRow?]
    /// The newest run of the profile, other than `run`, that delivered from a file with this digest: took it and has a
    /// delivery that is `delivered` or `confirmed`.
    func delivered(_ profile: String, digest: ContentDigest, besides run: String) throws(Fault) -> String?

    // MARK: Deliveries

    /// Adds deliveries in state `planned`, all or none. A delivery id that exists already with equal content (run,
    /// profile, ordinal, target, digest and size) is left as it is, whatever its state; with other content, or for
    /// another run or profile than the claim's: `ledger.state`.
    func plan(_ deliveries: [DeliveryRow], _ claim: Claim) throws(Fault)
    /// Moves deliveries on, in this order, all or none. `temporary` is set where given; once the state is `publishing`
    /// it never changes again (another name: `ledger.state`), unless a person's decision takes a held delivery back to
    /// `planned` or `uploading`: a new attempt has a new name. What was in doubt goes back to `planned` by a person's
    /// decision only (`ledger.state`).
    ///
    /// `entries` are what becomes true in the notebook of the claim's profile with these moves, in the same transaction.
    /// An entry replaces an earlier one under its key.
    func move(_ deliveries: [DeliveryMove], entries: [String: String], _ claim: Claim) throws(Fault)
    /// In order of ordinal.
    func deliveries(of run: String) throws(Fault) -> [DeliveryRow]
    /// Those of the run that are not settled and have a greater ordinal than `ordinal`, in order of ordinal, at most
    /// `limit`.
    func unsettled(of run: String, after ordinal: Int, limit: Int) throws(Fault) -> [DeliveryRow]
    /// Those whose final name, with or without its folder, is `word`, or whose id begins with it (eight letters at
    /// least); of the newest run first, then in order of ordinal, at most `limit`.
    func deliveries(named word: String, limit: Int) throws(Fault) -> [DeliveryRow]
    /// Those of any run with this content, newest first, at most `limit`.
    func deliveries(with digest: ContentDigest, limit: Int) throws(Fault) -> [DeliveryRow]
    /// The delivery of that id, of whatever run.
    func delivery(_ id: String) throws(Fault) -> DeliveryRow?

    // MARK: Notebook

    /// The committed value under `key` for a profile.
    func entry(_ profile: String, _ key: String) throws(Fault) -> String?
    /// The next number of a sequence of the profile, from 1; the same run gets the same number again.
    func reserve(_ profile: String, sequence: String, _ claim: Claim) throws(Fault) -> Int
    /// The numbers that were given out, by sequence, then in their order; of runs that are not pruned.
    func reservations(_ profile: String) throws(Fault) -> [SequenceRow]

    // MARK: Register

    /// Adds to the register, as proposals of the claim's run and its profile.
    ///
    /// They count, in the transaction that makes it so: those of the condition `delivered` when the run's last delivery
    /// is settled; those of `ended` when it ends as done, done with rejects, nothing to do or rejected. What does not
    /// count when the run has ended is removed, unless it is held. Rows outlive their runs; `prune` leaves them.
    func register(_ entries: [RegisterEntry], _ claim: Claim) throws(Fault)
    /// Takes back what the run has proposed.
    func unregister(_ claim: Claim) throws(Fault)
    /// Every entry of an object by its key or its alias, proposals of all runs among them, in the order they were made.
    func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry]
    /// All entries of a kind, by `RegisterEntry.object`, and of each in the order they were made. The ledger must not be
    /// asked from within `body`.
    func eachRegistered(_ kind: RegisterEntry.Kind, _ body: (RegisterEntry) throws(Fault) -> Void) throws(Fault)
    /// Every key and alias of a kind, in no order, some several times. The ledger must not be asked from within `body`.
    func eachRegisteredName(_ kind: RegisterEntry.Kind, _ body: (String) throws(Fault) -> Void) throws(Fault)

    // MARK: Audit

    /// In order of number.
    func audit(of run: String) throws(Fault) -> [AuditRow]
    /// The run's last row: where the chain stood then.
    func head(of run: String) throws(Fault) -> AuditHead?
    /// The number of the row that has this hash, or had it and is the one behind which the chain was cut; nil where none
    /// has. Believes the rows: see `firstBrokenAuditRow`.
    func auditRow(_ hash: ContentDigest) throws(Fault) -> Int?
    /// Every row from number `first` on, of one run or of all, in order of number, each with the hash before it. It is
    /// one moment's chain; the ledger must not be asked from within `body`.
    func eachAuditRow(
        of run: String?, from first: Int, _ body: (AuditRow, _ before: ContentDigest) throws(Fault) -> Void
    ) throws(Fault)
    /// Reads the whole ledger and recomputes the chain, from where it was last cut; answers the number of the first row that was changed, inserted
    /// or removed, or nil. `ledger.damaged` where anything else does not hold.
    func firstBrokenAuditRow() throws(Fault) -> Int?
    /// Lets go of the database; twice is once. A verb after it: `ledger.unreadable`.
    func close()
}

extension LedgerStore {
    /// As `taken` of one file.
    package func taken(_ profile: String, path: String, size: Int, modified: Moment) throws(Fault) -> String? {
        try taken(profile, [Look(path: path, size: size, modified: modified, at: modified)])[0]
    }
}

extension LedgerStore {
    /// The run that settled the slot, or that is at work on it; nil where a run may be begun for it.
    package func taker(of slot: String, _ profile: String) throws(Fault) -> RunRow? {
        guard let row = try slots(profile, [slot])[0], let run = try run(row.run) else { return nil }
        return run.end?.settlesSlot == false ? nil : run
    }
}

/// Nobody is told.
extension LedgerStore {
    package func end(_ claim: Claim, as end: End, summary: String, tally: Tally) throws(Fault) {
        try self.end(claim, as: end, summary: summary, tally: tally, notices: [])
    }

    package func hold(
        _ claim: Claim, key: String, manifest: ContentDigest, summary: String, tally: Tally
    ) throws(Fault) {
        try hold(claim, key: key, manifest: manifest, summary: summary, tally: tally, notices: [])
    }
}

/// One item is a batch of one.
extension LedgerStore {
    package func move(
        arrival ordinal: Int, from: ArrivalState, to: ArrivalState, digest: ContentDigest?, staged: String?,
        _ claim: Claim
    ) throws(Fault) {
        try move([ArrivalMove(ordinal, from: from, to: to, digest: digest, staged: staged)], claim)
    }

    package func move(
        delivery id: String, from: DeliveryState, to: DeliveryState, temporary: String?, note: String, _ claim: Claim
    ) throws(Fault) {
        try move([DeliveryMove(id, from: from, to: to, temporary: temporary, note: note)], entries: [:], claim)
    }

    /// As `move` to `delivered`, with the notebook entries that become true with it.
    package func deliver(
        _ id: String, from: DeliveryState, evidence: String, entries: [String: String], _ claim: Claim
    ) throws(Fault) {
        try move([DeliveryMove(id, from: from, to: .delivered, note: evidence)], entries: entries, claim)
    }
}
