import Exchange
import Ledger
import Machine

/// Brings the arrivals in whole, many at once: claimed where others might take them, fetched under temporary names while their digests are taken, held against
/// a fresh look at the source, flushed, renamed.
struct StageStep: RunStep {
    static let step = Step.stage

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        var arrivals = try run.ledger.arrivals(of: run.row.id).filter { $0.state == .seen }
        let inbox = try Inbox(run)
        try inbox.demandRoom(for: arrivals)
        let claiming = Claiming(run)
        arrivals = try claiming.claim(arrivals)
        if let end = try claiming.shortfall() { return end }
        while !arrivals.isEmpty {
            let batch = Batch.first(arrivals, size: \.size)
            arrivals.removeFirst(batch.count)
            try inbox.take(batch)
        }
        let onward = try alreadyDelivered(run)
        let shifted = ShiftedTimes(run)
        guard onward == .next, let words = try shifted.settle() else { return onward }
        if try shifted.isAll() { return try nothingNew(run, "Nothing new: \(words)") }
        run.report.remark("Not loaded again: \(words)")
        return try alreadyDelivered(run)
    }

    /// The same content under the same configuration is one effect: what an earlier run did with it stands. Where loads
    /// are compared with the last one, that is so only until another load was delivered: what comes back is a change.
    private func alreadyDelivered(_ run: OpenRun) throws(Fault) -> Onward {
        let key = try run.runKey()
        if let last = try run.sameLoad(), let sent = try run.ledger.deliveries(of: last).first {
            return try nothingNew(run, sent)
        }
        let id = DeliveryIdentity.delivery(run.plan.profile, runKey: key, ordinal: 1)
        guard let earlier = try run.ledger.delivery(id), earlier.run != run.row.id, earlier.state.isSettled else {
            if let held = try run.ledger.held(run.row.profile, key: key),
                let waiting = try run.stillHeld(by: held, "the very same content")
            {
                return waiting
            }
            return .next
        }
        return try nothingNew(run, earlier)
    }

    private func nothingNew(_ run: OpenRun, _ earlier: DeliveryRow) throws(Fault) -> Onward {
        try nothingNew(
            run,
            earlier.state == .cancelled
                ? "Nothing new: the very same content was to go out with run \(earlier.run), and was cancelled."
                : "Nothing new: run \(earlier.run) delivered the very same content as \(PlacePath.last(earlier.target))."
        )
    }

    private func nothingNew(_ run: OpenRun, _ words: String) throws(Fault) -> Onward {
        if !run.isPartial {
            try run.takeArrivals()
            try ReleaseStep().releaseAll(run)
        }
        return .end(.nothingToDo, words)
    }
}

extension OpenRun {
    /// What this run is about. Content that was delivered before another load was is a change back, and new.
    func runKey() throws(Fault) -> String {
        let key = try runKey(again: isAgain ? row.id : nil)
        let id = DeliveryIdentity.delivery(plan.profile, runKey: key, ordinal: 1)
        guard let last = try lastLoad(), let earlier = try ledger.delivery(id), earlier.run != row.id,
            earlier.run != last.id, earlier.state == .delivered || earlier.state == .confirmed
        else { return key }
        return try runKey(again: "after \(last.id)")
    }

    /// The run that delivered the last load, where that was made of the very same content.
    func sameLoad() throws(Fault) -> String? {
        guard let last = try lastLoad(), last.configuration == row.configuration else { return nil }
        let before = try ledger.arrivals(of: last.id).compactMap(\.digest).map(\.hex).sorted()
        let now = try ledger.arrivals(of: row.id).compactMap(\.digest).map(\.hex).sorted()
        return before == now ? last.id : nil
    }

    private func runKey(again: String?) throws(Fault) -> String {
        let contents = try ledger.arrivals(of: row.id).filter { !known.contains($0.ordinal) }.compactMap { arrival in
            arrival.digest.map { plan.feed.isAboutNames ? "\($0.hex) \(PlacePath.last(arrival.path))" : $0.hex }
        }
        return DeliveryIdentity.runKey(
            contents, configuration: row.configuration, again: again, selection: try selection())
    }

    /// The run whose load is the last delivered one; nil where that is not asked, or no loads are remembered.
    private func lastLoad() throws(Fault) -> RunRow? {
        if isAgain || isPartial || wishes.dryRun { return nil }
        guard let entry = try ledger.entry(row.profile, BaselineEntry.key).flatMap(BaselineEntry.init),
            entry.run != row.id
        else { return nil }
        return try ledger.run(entry.run)
    }

    /// From now on the files count as taken by this run.
    func takeArrivals() throws(Fault) {
        let staged = try ledger.arrivals(of: row.id).filter { $0.state == .staged }
        try ledger.move(staged.map { ArrivalMove($0.ordinal, from: .staged, to: .taken) }, claim)
    }
}
