import Exchange
import Ledger

extension RunReport {
    /// The report of a run as it stands. `record` holds what an earlier process found when it converted.
    init(_ run: OpenRun, _ closing: Closing, _ memory: ProblemMemory) throws(Fault) {
        let arrivals = try run.ledger.arrivals(of: run.row.id)
        let deliveries = try run.ledger.deliveries(of: run.row.id)
        let resumed = run.resumed
        schema = 1
        institution = run.plan.profile.institution
        profile = run.plan.profile.profile
        self.run = run.row.id
        slot = run.origin.slot
        clock = run.row.now.description
        zone = run.row.zone
        dryRun = run.wishes.dryRun
        end = closing.isOpen ? RunReport.open : closing.end.title
        exit = closing.end.rawValue
        headline = closing.headline
        counts = RunCounts(run.report.tally)
        source = "\(run.plan.pickup.connection) (\(run.plan.pickup.transport.address))"
        target = run.targetWords
        self.arrivals = arrivals.map {
            Arrival(
                path: $0.path, size: $0.size, sha256: $0.digest?.hex,
                state: $0.isLost ? RunReport.lost : $0.state.rawValue,
                ready: run.readiness(of: $0.path))
        }
        self.deliveries =
            run.wishes.dryRun ? RunReport.intended(run) : deliveries.map(RunReport.Delivery.init)
        rejects = (run.conversion?.rejects ?? []).map { "\(run.workspace.path)/\($0)" }
        reasons =
            run.conversion?.hasReasons == true
            ? "\(run.workspace.path)/\(run.workspace.place(of: run.row.id))/out/\(ReasonsFile.name)" : nil
        changes = run.conversion?.changes.map { "\(run.workspace.path)/\($0)" }
        covers = run.conversion?.covers?.map { "\(run.workspace.path)/\($0)" }
        findings = (resumed?.findings ?? []) + run.report.lines
        rules = run.rules
        remarks = (resumed?.remarks ?? []) + run.report.remarks
        fault = closing.fault.map { FaultLine($0, run.report, connection: run.lastConnection) }
        comparison = run.conversion?.comparison
        codes = run.codes.isEmpty ? nil : run.codes.map(memory.line)
        problems = memory.lines
        let isHeld = closing.isHold && run.conversion?.outputs.isEmpty == false
        places = try run.places()
        holds = isHeld ? run.row.id : run.holder
    }

    /// What a dry run would have delivered.
    private static func intended(_ run: OpenRun) -> [Delivery] {
        (run.conversion?.outputs ?? []).map {
            Delivery(target: $0.target, size: $0.size, sha256: $0.sha256, state: "not sent", note: "dry run")
        }
    }
}

extension OpenRun {
    /// What the pickup saw, and what the feed saw in its structure.
    fileprivate func readiness(of path: String) -> String? {
        let words = [readiness, report.wholeness[PlacePath.last(path)]].compactMap(\.self)
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// With what an earlier process of this run found.
    var rules: [RuleCount] { (resumed?.rules ?? []) + report.ruleCounts }
    var codes: [NewCode] { (resumed?.codes ?? []) + report.codes }
}

extension RunReport.Delivery {
    init(_ row: DeliveryRow) {
        target = row.target
        size = row.size
        sha256 = row.digest.hex
        state = row.state.rawValue
        note = row.note
    }
}

/// How a process leaves a run.
struct Closing {
    let end: End
    let headline: String
    let fault: Fault?
    /// The run is not over: the next process goes on with it.
    let isOpen: Bool
    /// A guard tripped: what was made is kept for a person to release.
    let isHold: Bool

    init(_ end: End, _ headline: String, fault: Fault? = nil, isOpen: Bool = false, isHold: Bool = false) {
        self.isHold = isHold
        self.end = end
        self.headline = headline
        self.fault = fault
        self.isOpen = isOpen
    }
}
