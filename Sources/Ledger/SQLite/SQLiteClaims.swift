import Exchange
import GRDB

/// Who may change a run, and what to say to whoever may not.
extension SQLiteLedger {
    /// The run, if `claim` holds; within a write transaction it keeps holding until the commit.
    func holder(_ db: Database, _ claim: Claim) throws -> RunRow {
        let run = try known(db, claim.run)
        guard run.end == nil, run.epoch == claim.epoch else { throw superseded(run, claim) }
        return run
    }

    /// Why a statement that names `claim` changed nothing.
    func superseded(_ db: Database, _ claim: Claim) throws -> Fault {
        superseded(try known(db, claim.run), claim)
    }

    private func superseded(_ run: RunRow, _ claim: Claim) -> Fault {
        let what = run.end.map { "has ended (\($0.title))" } ?? "was claimed by \(run.owner)"
        return Fault(
            .ledgerSuperseded, .stop, "The run \(run.id) \(what).",
            context: ["run": run.id, "epoch": String(claim.epoch), "current": String(run.epoch), "owner": run.owner])
    }

    func ended(_ run: RunRow) -> Fault {
        Fault(
            .ledgerEnded, .stop, "The run \(run.id) has ended: \(run.end?.title ?? "").",
            context: ["run": run.id, "owner": run.owner])
    }

    /// Why a transition changed nothing: the claim first, then the state.
    func refusal(
        _ db: Database, _ claim: Claim, _ subject: String, from: String, to: String, found: String?
    ) throws -> any Error {
        _ = try holder(db, claim)
        let stands = found.map { "it is '\($0)'" } ?? "there is none"
        return Fault(
            .ledgerState, .stop,
            "The \(subject) of the run \(claim.run) cannot go from '\(from)' to '\(to)': \(stands).",
            context: ["run": claim.run, "subject": subject, "from": from, "to": to, "found": found ?? ""])
    }
}
