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
        let run = OpenRun(
            try claim(wishes), plan: plan, configuration: configuration, wishes: wishes, ledger: ledger,
            workspace: workspace, memory: memory, around: around)
        defer { run.hangUp() }
        try run.restore()
        let closing = try walk(run)
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
            configuration: configuration, origin: RunOrigin(wishes, only: only).text)
        FaultPoint.pass("run.claim")
        return try ledger.begin(opening, owner: around.owner)
    }

    /// Once its deliveries are planned, a run is finished and never begun anew: their ids belong to it.
    private func isCommitted(_ row: RunRow) throws(Fault) -> Bool {
        if row.step >= .deliver { return true }
        return try !ledger.deliveries(of: row.id).isEmpty
    }

    /// Clears up after the profile's last run, in case its process was ended before it could.
    private func sweep() throws(Fault) {
        guard let last = try ledger.runs(of: plan.profile.profile, limit: 1).first, let end = last.end else { return }
        try clearUp(last.id, end)
    }

    /// What only an open run needs goes.
    private func clearUp(_ run: String, _ end: End) throws(Fault) {
        try workspace.clearUp(run, end)
        try selections.clearUp()
        try BaselineShelf(workspace: workspace, profile: plan.profile.profile).clearUp(ledger)
    }

    private var selections: SelectionList { SelectionList(workspace: workspace, profile: plan.profile.profile) }

    private func walk(_ run: OpenRun) throws(Fault) -> Closing {
        for step in Conductor.steps {
            let name = step.step
            if name < run.row.step { continue }
            if around.abort.isRequested { return Closing(.transport, "Stopped on request.", isOpen: true) }
            do throws(Fault) {
                switch try step.init().perform(run) {
                case .next: break
                case .end(let end, let why): return Closing(end, why)
                case .wait(let why): return Closing(.held, why, isOpen: true)
                }
                FaultPoint.pass("run.step")
                if let following = name.next { try run.reach(following) }
            } catch {
                return try leave(run, with: error)
            }
        }
        return run.finished()
    }

    /// A fault once the deliveries are planned leaves the run open, for the next process to finish. Before that, nothing
    /// was sent and nothing at the source was touched, so the run ends and the next one starts afresh.
    private func leave(_ run: OpenRun, with fault: Fault) throws(Fault) -> Closing {
        // Somebody else has this run now: whatever we say of it would be wrong.
        if fault.code == .ledgerSuperseded { throw fault }
        let open = try isCommitted(run.row)
        if fault.code == .pickupChanged { return Closing(.nothingToDo, fault.message, fault: fault) }
        return Closing(fault.end, fault.message, fault: fault, isOpen: open)
    }

    private func close(_ run: OpenRun, _ closing: Closing) throws(Fault) -> RunReport {
        let problems = ProblemMemory(run, rules: run.rules, codes: run.codes)
        let report = try RunReport(run, closing, problems)
        let path = "\(workspace.place(of: run.row.id))/\(RunReport.fileName)"
        _ = try workspace.folder.making(workspace.place(of: run.row.id))
        try JSONFile.write(report, as: path, in: workspace.folder)
        FaultPoint.pass("run.reported")
        if closing.isOpen { return report }
        do throws(Fault) { try problems.keep() } catch {
            around.say("\(error.message) The next report will not know how old this run's problems are.")
        }
        try ledger.end(run.claim, as: closing.end, summary: closing.headline, tally: run.report.tally)
        do throws(Fault) { try clearUp(run.row.id, closing.end) } catch {
            // What the run was for is done; the next one sweeps before it begins.
            around.say(
                "\(error.message) The copies in \(workspace.path)/\(workspace.place(of: run.row.id)) stay until the next run."
            )
        }
        return report
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
