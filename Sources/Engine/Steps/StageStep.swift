import Exchange
import Ledger
import Machine

/// Brings each arrival in whole: fetched under a temporary name while its digest is taken, held against a fresh look
/// at the source, flushed, renamed.
struct StageStep: RunStep {
    static let step = Step.stage

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        let arrivals = try run.ledger.arrivals(of: run.row.id)
        let inbox = try run.workspace.folder.making("\(run.workspace.place(of: run.row.id))/in")
        for arrival in arrivals where arrival.state == .seen {
            try stage(arrival, inbox, run)
        }
        return try alreadyDelivered(run)
    }

    private func stage(_ arrival: ArrivalRow, _ inbox: Folder, _ run: OpenRun) throws(Fault) {
        let session = try run.source()
        let part = "\(arrival.ordinal).part"
        try inbox.remove(part)
        let sink = StagingSink(try inbox.create(part))
        _ = try session.fetch([FetchItem(arrival.path, into: sink)])[0].get()
        let digest = try sink.finish()
        // A look taken after the last byte: what changed meanwhile was not whole.
        guard let after = try session.stat([arrival.path])[0].get(), after.size == sink.count,
            after.size == arrival.size, after.modified == arrival.modified
        else {
            try inbox.remove(part)
            throw Fault(
                .pickupChanged, .retry(after: 60), "\(arrival.path) changed while it was being brought in.",
                context: ["path": arrival.path])
        }
        try inbox.rename(part, to: String(arrival.ordinal), replacing: true)
        try run.ledger.move(
            arrival: arrival.ordinal, from: .seen, to: .staged, digest: digest,
            staged: "\(run.workspace.place(of: run.row.id))/in/\(arrival.ordinal)", run.claim)
    }

    /// The same content under the same configuration is one effect: what an earlier run did with it stands.
    private func alreadyDelivered(_ run: OpenRun) throws(Fault) -> Onward {
        let key = try run.runKey()
        let id = DeliveryIdentity.delivery(run.plan.profile, runKey: key, ordinal: 1)
        guard let earlier = try run.ledger.delivery(id), earlier.run != run.row.id, earlier.state.isSettled else {
            if let held = try run.ledger.held(run.row.profile, key: key),
                let waiting = try run.stillHeld(by: held, "the very same content")
            {
                return waiting
            }
            return .next
        }
        if !run.isPartial {
            try run.takeArrivals()
            try ReleaseStep().releaseAll(run)
        }
        return .end(
            .nothingToDo,
            earlier.state == .cancelled
                ? "Nothing new: the very same content was to go out with run \(earlier.run), and was cancelled."
                : "Nothing new: run \(earlier.run) delivered the very same content as \(PlacePath.last(earlier.target))."
        )
    }
}

extension OpenRun {
    func runKey() throws(Fault) -> String {
        DeliveryIdentity.runKey(
            try ledger.arrivals(of: row.id).compactMap(\.digest), configuration: row.configuration,
            again: isAgain ? row.id : nil, selection: try selection())
    }

    /// From now on the files count as taken by this run.
    func takeArrivals() throws(Fault) {
        for arrival in try ledger.arrivals(of: row.id) where arrival.state == .staged {
            try ledger.move(arrival: arrival.ordinal, from: .staged, to: .taken, digest: nil, staged: nil, claim)
        }
    }

    /// The staged arrivals, open for reading.
    func stagedFiles() throws(Fault) -> [FileOnDisk] {
        var files: [FileOnDisk] = []
        for arrival in try ledger.arrivals(of: row.id) {
            guard let staged = arrival.staged, let digest = arrival.digest else { continue }
            files.append(
                FileOnDisk(
                    try workspace.folder.open(staged), name: PlacePath.last(arrival.path), size: arrival.size,
                    digest: digest))
        }
        return files
    }
}
