import Exchange
import Ledger
import Machine

/// A run under way: what its steps share. Lives as long as the process; everything that must outlive it is in the
/// ledger and the workspace.
final class OpenRun {
    let plan: RunPlan
    let wishes: RunWishes
    let ledger: any LedgerStore
    let workspace: Workspace
    /// What the profile remembers; another one's than ledger and workspace in a dry run.
    let memory: Memory
    let around: Surroundings
    let report: Report
    private(set) var row: RunRow
    /// What the run was begun with, by whichever process.
    let origin: RunOrigin
    /// Whether the configuration is still the one this run began with: only then do its places stand for theirs.
    let isAsConfigured: Bool
    /// What the conversion came to, once it has.
    var conversion: ConversionRecord?
    /// What the feed found that a person should decide on, where this process converted.
    var alarms: [Finding] = []
    /// What an earlier process of this run found, where this one goes on after the conversion.
    private(set) var resumed: ConversionRecord?
    /// Who released it and why, where a guard had held it.
    private(set) var release: HoldRelease?
    /// How the files it took are known to be finished, where this process picked them up.
    var readiness: String?
    /// The epochs before this one in which each delivery was uploaded, once somebody has asked.
    var earlierUploads: [String: Set<Int>]?
    /// The earlier run that holds what this one would take.
    var holder: String?
    /// Under which names its files stand at the source, once it has begun to claim them.
    var mark: SourceMark?
    /// Ordinals of arrivals that only look new: they are let go of with the others, and not converted.
    var known: Set<Int> = []
    private let sessions: Sessions

    init(
        _ row: RunRow, plan: RunPlan, configuration: ContentDigest, wishes: RunWishes, ledger: any LedgerStore,
        workspace: Workspace, memory: Memory, around: Surroundings
    ) {
        self.row = row
        origin = RunOrigin(row.origin)
        self.plan = plan
        isAsConfigured = row.configuration == configuration
        self.wishes = wishes
        self.ledger = ledger
        self.workspace = workspace
        self.memory = memory
        self.around = around
        report = Report()
        report.naming = around.naming
        report.source = type(of: plan.feed).source
        let visits = Visits(
            memory.workspace, abort: around.abort, now: around.now, sleep: around.sleep, say: around.say)
        sessions = Sessions { connection throws(Fault) in
            try visits.visit(connection)
        } opened: { [report] connection, session throws(Fault) in
            let drift = Drift(visits.shelf(of: connection), of: connection)
            let changes = try drift.compare(session.facts, on: row.now.date)
            if let sentence = drift.sentence(changes) { report.remark(sentence) }
        }
    }

    func source() throws(Fault) -> any Session { try sessions.source(plan.pickup) }
    func target() throws(Fault) -> any Session { try sessions.target(plan.delivery) }

    /// Where a file stands at its source now.
    func sourcePath(of arrival: ArrivalRow) -> String { mark?.path(of: arrival) ?? arrival.path }

    /// The connection it spoke with last.
    var lastConnection: String? { sessions.last }

    func hangUp() { sessions.close() }

    /// Puts into the report what the conversations have to say about themselves.
    func remarkSessions() { for line in sessions.remarks(plan.pickup, plan.delivery) { report.remark(line) } }

    /// What is known of the places, by this process or, where it did not need one again, by an earlier one.
    func places() throws(Fault) -> [RunReport.Place]? {
        var places = sessions.places(plan.pickup, plan.delivery)
        if row.epoch > 1, let earlier = try StoredReports(workspace).report(of: row.id)?.places {
            places += earlier.filter { old in !places.contains { $0.role == old.role } }
        }
        return places.isEmpty ? nil : places
    }

    var claim: Claim { row.claim }

    /// Whether this run was begun to take files again, by whichever process.
    var isAgain: Bool { origin.isAgain }

    /// A person looks before anything is sent: the profile says so, or whoever began this run.
    var isReviewed: Bool { plan.isReviewed || origin.isReviewed }

    /// Only part of the input is wanted: the run delivers, but takes no file and remembers no load.
    var isPartial: Bool { origin.isPartial }

    func facts() throws(Fault) -> RunFacts {
        RunFacts(
            profile: plan.profile, run: row.id, now: row.now, sequence: row.sequence, selection: try selection(),
            isAgain: isAgain, isReviewed: isReviewed)
    }

    func selection() throws(Fault) -> Selection? {
        guard isPartial else { return nil }
        let only = try origin.only.map { kept throws(Fault) in
            try SelectionList(workspace: workspace, profile: row.profile).read(kept)
        }
        return Selection(limit: origin.limit, only: only)
    }

    func resume(_ record: ConversionRecord) {
        resumed = record
        conversion = record
        report.tally = record.counts.tally
    }

    /// Goes on with what was held, and says in the report why it may.
    func free(_ release: HoldRelease) {
        self.release = release
        let held = row.summary.replacing("Held, nothing sent: ", with: "", maxReplacements: 1)
        let before = held.isEmpty ? "" : " It had been held: \(held)"
        let stop = release.reason.last.map { ".!?".contains($0) } == true ? "" : "."
        report.remark("Released by \(release.person): \(release.reason)\(stop)\(before)")
        if isAsConfigured { return }
        report.remark("The configuration has changed since it was held; bytes and names are those that were held.")
    }

    func reach(_ step: Step) throws(Fault) {
        try ledger.advance(claim, to: step)
        row = row.at(step)
    }
}

extension RunRow {
    func at(_ step: Step) -> RunRow {
        RunRow(
            id: id, profile: profile, now: now, zone: zone, sequence: sequence, configuration: configuration,
            origin: origin, step: step, epoch: epoch, owner: owner, end: end, summary: summary, tally: tally,
            ended: ended)
    }
}
