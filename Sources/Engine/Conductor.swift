import Exchange
import Ledger
import Machine

/// Carries out one run of one profile: claims it, takes it through its steps, closes it, and says what happened.
///
/// A run that an earlier process left open is finished first; it never starts a second one beside it. Whatever
/// happens, `carryOut` answers with a report, unless even that could not be made.
package struct Conductor {
    private let plan: RunPlan
    private let ledger: any LedgerStore
    private let workspace: Workspace
    private let memory: Memory
    private let around: Surroundings
    private let zone: TimeZoneData

    private static let steps: [any RunStep.Type] = [
        PickupStep.self, StageStep.self, ConvertStep.self, GuardStep.self, VerifyStep.self, DeliverStep.self,
        ConfirmStep.self, ReleaseStep.self,
    ]

    /// `memory` is the profile's real one where ledger and workspace are a dry run's.
    package init(
        _ plan: RunPlan, ledger: any LedgerStore, workspace: Workspace, memory: Memory? = nil, zone: TimeZoneData,
        around: Surroundings
    ) {
        self.memory = memory ?? Memory(ledger: ledger, workspace: workspace)
        self.plan = plan
        self.ledger = ledger
        self.workspace = workspace
        self.zone = zone
        self.around = around
    }

    /// Ends in the report of this run; a fault only where the ledger or the workspace cannot be used.
    package func carryOut(_ wishes: RunWishes) throws(Fault) -> RunReport {
        try carryOut(try claim(wishes), wishes)
    }

    /// Sends what a guard held, exactly as it was made: the run is opened again and goes on as any other. One that was
    /// released before and not finished is finished.
    package func release(_ order: ReleaseOrder) throws(Fault) -> RunReport {
        try carryOut(try reopen(order), RunWishes())
    }

    /// Ends what is in doubt about a delivery as a person says, and goes on with its run. `show` is given the evidence
    /// before anything is decided; throws `settle.…` where no decision can be, or need be, made.
    package func settle(_ order: SettleOrder, show: ([ReportLine]) -> Void) throws(Fault) -> RunReport {
        let row = try ledger.claim(run: order.delivery.run, owner: around.owner)
        return try carryOut(row, RunWishes()) { run throws(Fault) in
            let doubt = try run.doubt(about: order.delivery)
            show(DoubtText(doubt: doubt, run: run, zone: zone).lines)
            try Settling(run: run).settle(order, doubt)
        }
    }

    /// What is known of a delivery that is in doubt; changes nothing.
    package func evidence(about delivery: DeliveryRow) throws(Fault) -> [ReportLine] {
        guard let row = try ledger.run(delivery.run), row.end == nil else { throw Settling.refusal(delivery) }
        let run = open(row, RunWishes(), around)
        defer { run.hangUp() }
        return DoubtText(doubt: try run.doubt(about: delivery), run: run, zone: zone).lines
    }

    private func open(_ row: RunRow, _ wishes: RunWishes, _ around: Surroundings) -> OpenRun {
        OpenRun(
            row, plan: plan, configuration: configuration, wishes: wishes, ledger: ledger, workspace: workspace,
            memory: memory, around: around)
    }

    /// `first` is done before the first step.
    private func carryOut(
        _ row: RunRow, _ wishes: RunWishes, first: (OpenRun) throws(Fault) -> Void = { _ in }
    ) throws(Fault) -> RunReport {
        let deadline = RunDeadline(plan.deadlineMilliseconds, around)
        let run = open(row, wishes, around.stopping(deadline.abort))
        defer { run.hangUp() }
        try run.restore()
        try first(run)
        let closing = try walk(run, deadline)
        return try close(run, closing)
    }

    /// The profile's open run under a new epoch, or a new one.
    private func claim(_ wishes: RunWishes) throws(Fault) -> RunRow {
        if let open = try ledger.openRun(of: plan.profile.profile) {
            let row = try ledger.claim(run: open.id, owner: around.owner)
            let committed = try isCommitted(row)
            if committed || row.configuration == configuration {
                around.say("going on with run \(row.id), which was interrupted at '\(row.step.rawValue)'")
                return row
            }
            try ledger.end(
                row.claim, as: .configuration, summary: "Given up: \(Code.runConfiguration.cause)", tally: Tally())
            around.say("run \(row.id) was given up: the configuration changed before it had sent anything")
        }
        try sweep()
        let only = try wishes.selection?.only.map { only throws(Fault) in try selections.keep(only) }
        let opening = RunOpening(
            profile: plan.profile.profile, now: zone.civil(wishes.asOf ?? around.now()), zone: zone.name,
            configuration: configuration, origin: RunOrigin(wishes, only: only).text, slot: wishes.slot)
        FaultPoint.pass("run.claim")
        return try ledger.begin(opening, owner: around.owner)
    }

    private func reopen(_ order: ReleaseOrder) throws(Fault) -> RunRow {
        guard let row = try ledger.run(order.run), row.profile == plan.profile.profile else {
            throw Fault(.releaseState, .stop, "\(plan.profile) has no run '\(order.run)'.")
        }
        if row.end == nil, try ledger.hold(of: row.id)?.release != nil {
            return try ledger.claim(run: row.id, owner: around.owner)
        }
        try HeldRuns(ledger, workspace).demand(row, plan)
        FaultPoint.pass("run.release")
        let open = try ledger.reopen(run: row.id, owner: around.owner, person: order.person, reason: order.reason)
        FaultPoint.pass("run.reopened")
        return open
    }

    /// Once its deliveries are planned, a run is finished and never begun anew: their ids belong to it. Nor is one that
    /// a person released: that is said once.
    private func isCommitted(_ row: RunRow) throws(Fault) -> Bool {
        if row.step >= .deliver { return true }
        if try !ledger.deliveries(of: row.id).isEmpty { return true }
        return try ledger.hold(of: row.id)?.release != nil
    }

    /// Clears up after the profile's last run, in case its process was ended before it could.
    private func sweep() throws(Fault) {
        guard let last = try ledger.runs(of: plan.profile.profile, limit: 1).first, let end = last.end else { return }
        try clearUp(last.id, end)
    }

    /// What only an open run needs goes.
    private func clearUp(_ run: String, _ end: End, isDry: Bool = false) throws(Fault) {
        try workspace.clearUp(run, end, plan.retention, isDry: isDry)
        try selections.clearUp()
        try BaselineShelf(workspace: workspace, profile: plan.profile.profile).clearUp(ledger)
    }

    private var selections: SelectionList { SelectionList(workspace: workspace, profile: plan.profile.profile) }

    private func walk(_ run: OpenRun, _ deadline: RunDeadline) throws(Fault) -> Closing {
        if let closing = try SettingAside(run: run).afterLosses() { return closing }
        for step in Conductor.steps {
            let name = step.step
            if name < run.row.step { continue }
            if run.around.abort.isRequested { return Closing(.transport, deadline.words, isOpen: true) }
            do throws(Fault) {
                switch try step.init().perform(run) {
                case .next: break
                case .end(let end, let why): return Closing(end, why)
                case .hold(let why): return Closing(.held, why, isHold: true)
                case .wait(let why): return Closing(.held, why, isOpen: true)
                }
                FaultPoint.pass("run.step")
                if let following = name.next { try run.reach(following) }
            } catch {
                guard error.code == .placeAborted else { return try leave(run, with: error) }
                return Closing(.transport, deadline.words, fault: error, isOpen: true)
            }
        }
        return run.finished()
    }

    /// A fault once the deliveries are planned leaves the run open, for the next process to finish. Before that, nothing
    /// was sent and nothing at the source was touched, so the run ends and the next one starts afresh.
    private func leave(_ run: OpenRun, with fault: Fault) throws(Fault) -> Closing {
        // Somebody else has this run now: whatever we say of it would be wrong.
        if fault.code == .ledgerSuperseded { throw fault }
        // Outputs that are not what was written will not be so the next time either.
        let open = try isCommitted(run.row) && fault.code != .runUnverified
        if fault.code == .pickupChanged || fault.code == .pickupUnfinished {
            guard case .end(let end, let words) = run.awaiting(.end(.nothingToDo, fault.message)) else {
                preconditionFailure("an end stays one")
            }
            return Closing(end, words, fault: fault)
        }
        if !open, let aside = try SettingAside(run: run).after(fault) { return aside }
        return Closing(fault.end, fault.message, fault: fault, isOpen: open)
    }

    private func close(_ run: OpenRun, _ closing: Closing) throws(Fault) -> RunReport {
        run.lookForUntaken(zone, closing)
        run.remarkSessions()
        prune(run)
        remarkNotices(run)
        let problems = ProblemMemory(run, rules: run.rules, codes: run.codes)
        let report = try RunReport(run, closing, problems)
        let stored = StoredReports(workspace)
        let notices = notices(run, report)
        if closing.isOpen {
            let kept = try stored.keep(report.anchored(in: ledger))
            do throws(Fault) { try ledger.plan(notices: notices, run.claim) } catch {
                around.say("\(error.message) Nobody is told of this.")
            }
            return kept
        }
        // Before the run ends, so that no run ends without a report; its head is known only afterwards.
        try stored.keep(report)
        FaultPoint.pass("run.reported")
        do throws(Fault) { try problems.keep() } catch {
            around.say("\(error.message) The next report will not know how old this run's problems are.")
        }
        try end(run, closing, notices)
        let anchored = anchor(report, stored)
        giveBack(run)
        do throws(Fault) { try clearUp(run.row.id, closing.end, isDry: run.wishes.dryRun) } catch {
            // What the run was for is done; the next one sweeps before it begins.
            around.say(
                "\(error.message) The copies in \(workspace.path)/\(workspace.place(of: run.row.id)) stay until the next run."
            )
        }
        return anchored
    }

    /// With the head of the chain after the run's end. Whoever shows the report later adds it where this fails.
    private func anchor(_ report: RunReport, _ stored: StoredReports) -> RunReport {
        if report.dryRun { return report }
        FaultPoint.pass("run.anchoring")
        do throws(Fault) { return try stored.keep(report.anchored(in: ledger)) } catch {
            around.say("\(error.message) The report is kept without the head of the audit chain.")
            return report
        }
    }

    /// A run that is over has no claim on files any more, unless it is held.
    private func giveBack(_ run: OpenRun) {
        if run.wishes.dryRun { return }
        do throws(Fault) { for line in try EndedClaims(run).settle() { around.say(line) } } catch {
            around.say("\(error.message) Claimed files get their names back with the next run.")
        }
    }

    private func end(_ run: OpenRun, _ closing: Closing, _ notices: [NoticeRow]) throws(Fault) {
        let tally = run.report.tally
        guard closing.isHold, run.conversion?.outputs.isEmpty == false else {
            return try ledger.end(run.claim, as: closing.end, summary: closing.headline, tally: tally, notices: notices)
        }
        try ledger.hold(
            run.claim, key: try run.runKey(), manifest: try HeldRuns(ledger, workspace).manifest(of: run.row.id),
            summary: closing.headline, tally: tally, notices: notices)
    }

    /// Who is to be told; a run does not fail by that.
    private func notices(_ run: OpenRun, _ report: RunReport) -> [NoticeRow] {
        do throws(Fault) { return try NoticePlanning(run: run).rows(report) } catch {
            around.say("\(error.message) Nobody is told of this.")
            return []
        }
    }

    /// A notice that reached nobody is told of in the next report.
    private func remarkNotices(_ run: OpenRun) {
        let profile = run.row.profile
        do throws(Fault) {
            let last = try ledger.runs(of: profile, limit: 2).first { $0.id != run.row.id }
            let troubles = try NoticeTroubles(ledger, now: around.now())
            for line in troubles.remarks(of: profile, since: last?.ended) { run.report.remark(line) }
        } catch { around.say("what became of earlier notices could not be seen: \(error.message)") }
    }

    /// What is older than the institution wants it kept goes at the end of each run; a run does not fail by that.
    private func prune(_ run: OpenRun) {
        if run.wishes.dryRun { return }
        let own = run.row.profile
        do throws(Fault) {
            var pruner = Pruner(ledger, workspace, plan.retention, now: around.now()) { $0 == own }
            if let line = try pruner.afterwards(own).remark { run.report.remark(line) }
        } catch {
            around.say("what is older than its retention could not be removed: \(error.message)")
        }
    }

    /// Pins the configuration: the digest of every file it was read from.
    private var configuration: ContentDigest {
        var hasher = SHA256()
        for source in plan.sources {
            let head = Array("\(source.path)\n\(source.bytes.count)\n".utf8)
            for bytes in [head, source.bytes] { bytes.withUnsafeBytes { hasher.update($0) } }
        }
        return hasher.finish()
    }
}
