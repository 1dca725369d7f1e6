import Exchange
import Ledger

/// The files that runs of a profile had claimed and did not let go of before they ended: they get their names back, by
/// the process that ended the run or by the profile's next one. A run that can still be released keeps its own.
struct EndedClaims {
    private let run: OpenRun
    private let marks: SourceMarks

    init(_ run: OpenRun) {
        self.run = run
        marks = SourceMarks(workspace: run.workspace, profile: run.row.profile)
    }

    /// What a person should know of files that could not get their names back.
    func settle() throws(Fault) -> [String] {
        var remarks: [String] = []
        for mark in try marks.all() {
            guard let ended = try run.ledger.run(mark.run) else {
                remarks.append(stranded(mark, "the ledger does not know that run any more"))
                continue
            }
            if try isKept(ended) { continue }
            let arrivals = try run.ledger.arrivals(of: mark.run).filter { $0.state != .released }
            if arrivals.isEmpty {
                try marks.remove(mark)
            } else if mark.connection != run.plan.pickup.connection {
                remarks.append(stranded(mark, "the profile fetches through another connection now"))
            } else if let remark = try giveBack(arrivals, mark) {
                remarks.append(remark)
            } else {
                try marks.remove(mark)
            }
        }
        return remarks
    }

    /// The last run that keeps its files because it can be released.
    func holder() throws(Fault) -> String? {
        for mark in try marks.all().reversed() {
            guard let row = try run.ledger.run(mark.run), row.end != nil else { continue }
            if try isKept(row) { return row.id }
        }
        return nil
    }

    private func isKept(_ row: RunRow) throws(Fault) -> Bool {
        if row.end == nil { return true }
        return try HeldRuns(run.ledger, run.workspace).standing(of: row) == .ready
    }

    private func giveBack(_ arrivals: [ArrivalRow], _ mark: SourceMark) throws(Fault) -> String? {
        let names = NameReturn(session: try run.source(), mark: mark)
        var rest = arrivals[...]
        var kept: [ArrivalRow] = []
        while !rest.isEmpty {
            let batch = Array(rest.prefix(Batch.files))
            rest = rest.dropFirst(batch.count)
            for (arrival, fate) in zip(batch, try names.giveBack(batch)) {
                guard case .failure(let fault) = fate else { continue }
                if fault.code != .placeExists { throw fault }
                kept.append(arrival)
            }
        }
        guard let first = kept.first else { return nil }
        let others = kept.count > 1 ? " (and \(counted(kept.count - 1, "other")) likewise)" : ""
        return
            "Run \(mark.run) ended without delivering \(first.path)\(others). It stands as \(mark.path(of: first)), since "
            + "there is another file under its name now; it gets its name back once that is gone."
    }

    private func stranded(_ mark: SourceMark, _ why: String) -> String {
        "Run \(mark.run) had claimed files in '\(mark.connection)' and did not give their names back; \(why). Look there for names "
            + "that end in '-\(mark.token)\(FileChoice.claimedEnding)', rename them by hand, and remove the mark "
            + "\(run.workspace.path)/claims/\(run.row.profile)/\(mark.run)."
    }
}
