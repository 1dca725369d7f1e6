import Exchange
import Ledger

/// Lets go of each arrival at its source as the profile says, comparing before it touches anything, and clears the
/// copies that are no longer needed.
struct ReleaseStep: RunStep {
    static let step = Step.release

    func perform(_ run: OpenRun) throws(Fault) -> Onward {
        guard try run.ledger.deliveries(of: run.row.id).allSatisfy(\.state.isSettled) else {
            preconditionFailure("a source is released only when everything is delivered")
        }
        try releaseAll(run)
        return .next
    }

    func releaseAll(_ run: OpenRun) throws(Fault) {
        for arrival in try run.ledger.arrivals(of: run.row.id) where arrival.state == .taken {
            try release(arrival, run)
            try run.ledger.move(
                arrival: arrival.ordinal, from: .taken, to: .released, digest: nil, staged: nil, run.claim)
        }
    }

    private func release(_ arrival: ArrivalRow, _ run: OpenRun) throws(Fault) {
        if run.plan.pickup.after == .leave { return }
        let session = try run.source()
        // Gone already: an earlier try did it, or the owner took it back. Either way there is nothing to let go of.
        guard let entry = try session.stat([arrival.path])[0].get() else { return }
        guard entry.kind == .file, entry.size == arrival.size, entry.modified == arrival.modified else {
            run.report.add(
                Finding(
                    .warning, .releaseChanged, Position(path: arrival.path),
                    "\(arrival.path) has changed since it was taken; it was left where it is."))
            return
        }
        // The done-file goes first: left behind, it would call the next file of that name finished.
        if let done = SourceFolder(session: session, plan: run.plan.pickup).doneFile(for: arrival.path) {
            try session.remove([done])[0].get()
        }
        switch run.plan.pickup.after {
        case .leave: break
        case .delete: try session.remove([arrival.path])[0].get()
        case .rename(let suffix): try move(arrival, to: arrival.path + suffix, session, run)
        case .move(let folder):
            try move(arrival, to: PlacePath.join(folder, PlacePath.last(arrival.path)), session, run)
        }
    }

    /// Under the wanted name, or with the run's id in it where that name is taken (the same name every night).
    private func move(_ arrival: ArrivalRow, to path: String, _ session: any Session, _ run: OpenRun) throws(Fault) {
        do throws(Fault) {
            try session.rename([RenameItem(from: arrival.path, to: path)], replacing: false)[0].get()
        } catch {
            guard error.code == .placeExists else { throw error }
            let other = PlacePath.inserting(".\(run.row.id)", into: path)
            try session.rename([RenameItem(from: arrival.path, to: other)], replacing: false)[0].get()
        }
    }
}
