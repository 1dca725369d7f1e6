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
/// - The store's own clock is for audit rows only; a run's clock is in its row.
package protocol LedgerStore: AnyObject {
    // MARK: Runs

    /// Creates a run and claims it (epoch 1), with the next run id of the year and the profile's next sequence number.
    /// `ledger.open` when the profile has an open run.
    func begin(_ plan: RunPlan, owner: String) throws(Fault) -> RunRow
    /// The open run of a profile.
    func openRun(of profile: String) throws(Fault) -> RunRow?
    /// Takes an open run over: epoch + 1, the new owner. `ledger.ended` when it has ended.
    func claim(run: String, owner: String) throws(Fault) -> RunRow
    /// The run's next step is `step`.
    func advance(_ claim: Claim, to step: Step) throws(Fault)
    func end(_ claim: Claim, as end: End, summary: String, tally: Tally) throws(Fault)
    func run(_ id: String) throws(Fault) -> RunRow?
    /// Newest first; of all profiles where `profile` is nil.
    func runs(of profile: String?, limit: Int) throws(Fault) -> [RunRow]

    // MARK: Arrivals

    /// Remembers the looks of a profile and answers the earlier look at each path, if its size and modification time
    /// are equal. What was not looked at this time is forgotten.
    func look(_ profile: String, _ looks: [Look]) throws(Fault) -> [String: Look]
    /// Adds arrivals in state `seen`. The same (run, ordinal) again: `ledger.state`.
    func add(_ arrivals: [ArrivalRow], _ claim: Claim) throws(Fault)
    /// Moves an arrival on; `digest` and `staged`, once given, stay.
    func move(
        arrival ordinal: Int, from: ArrivalState, to: ArrivalState, digest: ContentDigest?, staged: String?,
        _ claim: Claim) throws(Fault)
    /// In order of ordinal.
    func arrivals(of run: String) throws(Fault) -> [ArrivalRow]
    /// The newest run of the profile that took a file of this path, size and modification time.
    func taken(_ profile: String, path: String, size: Int, modified: Moment) throws(Fault) -> String?
    /// The newest run of the profile, other than `run`, that delivered from a file with this digest.
    func delivered(_ profile: String, digest: ContentDigest, besides run: String) throws(Fault) -> String?

    // MARK: Deliveries

    /// Adds deliveries in state `planned`. A delivery id that exists already with equal content is left as it is; with
    /// other content: `ledger.state`.
    func plan(_ deliveries: [DeliveryRow], _ claim: Claim) throws(Fault)
    /// Moves a delivery on. `temporary` is set where given; once the state is `publishing` it never changes again.
    func move(
        delivery id: String, from: DeliveryState, to: DeliveryState, temporary: String?, note: String, _ claim: Claim
    ) throws(Fault)
    /// As `move` to `delivered`, with the notebook entries that become true with it, in one transaction.
    func deliver(
        _ id: String, from: DeliveryState, evidence: String, entries: [String: String], _ claim: Claim
    ) throws(Fault)
    /// In order of ordinal.
    func deliveries(of run: String) throws(Fault) -> [DeliveryRow]

    // MARK: Notebook

    /// The committed value under `key` for a profile.
    func entry(_ profile: String, _ key: String) throws(Fault) -> String?
    /// The next number of a sequence of the profile, from 1; the same run gets the same number again.
    func reserve(_ profile: String, sequence: String, _ claim: Claim) throws(Fault) -> Int

    // MARK: Audit

    /// In order of number.
    func audit(of run: String) throws(Fault) -> [AuditRow]
    /// Recomputes the chain; answers the number of the first row that does not hold, or nil.
    func firstBrokenAuditRow() throws(Fault) -> Int?
    func close()
}
