import Exchange
import Ledger
import Machine

/// Looks whether the receiver has taken what was delivered to it: a file that still stands under its final name, with our
/// size and without the receiver's mark, after the time the profile allows is `not taken`. Changes nothing but the note of
/// the look.
package struct TakingLook {
    private let plan: RunPlan
    private let ledger: any LedgerStore
    private let workspace: Workspace
    private let zone: TimeZoneData
    /// So many runs that delivered are looked at, and so many files of them: what is older was said often enough.
    private static let runs = 50
    private static let files = 500

    package init(_ plan: RunPlan, ledger: any LedgerStore, workspace: Workspace, zone: TimeZoneData) {
        self.plan = plan
        self.ledger = ledger
        self.workspace = workspace
        self.zone = zone
    }

    /// Nil where the profile does not say how long the receiver has. Else what it has not taken, which is kept for
    /// reports, status and metrics. `session` is asked for where there is something to look at.
    package func look(
        at now: Moment, session: () throws(Fault) -> any Session
    ) throws(Fault) -> UntakenBook? {
        let profile = plan.profile.profile
        guard let allowed = plan.delivery.takenWithinSeconds else {
            try UntakenBook.forget(profile, in: workspace)
            return nil
        }
        let due = try due(at: now, allowed)
        var files: [UntakenBook.File] = []
        if !due.isEmpty {
            let receiver = Receiver(session: try session(), names: plan.delivery.temporary)
            for (one, waits) in zip(due, try receiver.areWaiting(due.map(\.delivery))) where waits {
                files.append(file(one, allowed, now))
            }
        }
        let book = UntakenBook(clock: zone.civil(now), files: files)
        try book.keep(profile, in: workspace)
        return book
    }

    private struct Due {
        let delivery: DeliveryRow
        let ended: Moment
    }

    private func file(_ due: Due, _ allowed: Int, _ now: Moment) -> UntakenBook.File {
        UntakenBook.File(
            target: due.delivery.target, run: due.delivery.run, size: due.delivery.size,
            delivered: zone.civil(due.ended).description, age: now.seconds - due.ended.seconds, allowed: allowed)
    }

    /// What was delivered long enough ago and has not been seen to be taken, oldest first; of several deliveries under
    /// one name the newest, since no other can stand there.
    private func due(at now: Moment, _ allowed: Int) throws(Fault) -> [Due] {
        var names: Set<String> = []
        var due: [Due] = []
        var left = TakingLook.runs
        for row in try ledger.runs(of: plan.profile.profile, limit: 5000) {
            guard let ended = row.ended, row.end == .done || row.end == .doneWithRejects else { continue }
            for delivery in try ledger.deliveries(of: row.id) where delivery.rank == .data {
                guard delivery.state == .delivered || delivery.state == .confirmed,
                    names.insert(delivery.target).inserted
                else { continue }
                let isLate = now.seconds - ended.seconds >= allowed
                if delivery.state == .delivered, isLate { due.append(Due(delivery: delivery, ended: ended)) }
            }
            left -= 1
            if left == 0 || due.count >= TakingLook.files { break }
        }
        return due.prefix(TakingLook.files).reversed()
    }
}

extension Receiver {
    /// Whether each file still stands under its final name, with our size and without the receiver's mark.
    func areWaiting(_ deliveries: [DeliveryRow]) throws(Fault) -> [Bool] {
        var stands: [Bool] = []
        for (fate, delivery) in zip(try session.stat(deliveries.map(\.target)), deliveries) {
            let entry = try fate.get()
            stands.append(entry?.kind == .file && entry?.size == delivery.size)
        }
        return zip(stands, try areTaken(deliveries)).map { $0 && !$1 }
    }
}
