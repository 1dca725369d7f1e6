import Exchange
import Ledger

/// Gives claimed files their own names back, never over what stands there now.
struct NameReturn {
    let session: any Session
    let mark: SourceMark

    /// `place.exists` where another file came under the name meanwhile: it stays under the run's. What is not there any
    /// more, or never was claimed, needs no name.
    func giveBack(_ arrivals: [ArrivalRow]) throws(Fault) -> [Result<Void, Fault>] {
        if arrivals.isEmpty { return [] }
        let items = arrivals.map { RenameItem(from: mark.path(of: $0), to: $0.path) }
        var fates = try session.rename(items, replacing: false)
        let refused = fates.indices.filter { index in
            if case .failure = fates[index] { true } else { false }
        }
        if refused.isEmpty { return fates }
        for (index, found) in zip(refused, try session.stat(refused.map { items[$0].from })) {
            if try found.get() == nil { fates[index] = .success(()) }
        }
        return fates
    }
}
