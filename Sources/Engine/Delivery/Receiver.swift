import Exchange
import Ledger
import Machine

/// The receiving place, asked in the engine's words.
struct Receiver {
    let session: any Session
    let names: TemporaryName

    /// What each delivery's place shows, as far as its state asks for it: before the intent nothing is read back, since
    /// nothing but the absence of a final name counts there.
    ///
    /// `ours` are the ids of those that this very process has uploaded and read back. `isSamePlace`: the configuration
    /// has not changed since, so what is absent here is absent where we sent it.
    func evidence(_ deliveries: [DeliveryRow], ours: Set<String>, isSamePlace: Bool) throws(Fault) -> [Evidence] {
        let blank = Evidence(temporariesAreOurs: isSamePlace && session.abilities.contains(.temporariesAreOurs))
        var evidence = deliveries.map { delivery in
            var one = blank
            one.uploadedByUs = ours.contains(delivery.id)
            if one.uploadedByUs { one.temporary = .equal }
            return one
        }
        let intended = deliveries.indices.filter { deliveries[$0].isIntended }
        try lookAtIntended(intended, deliveries, &evidence)
        let others = deliveries.indices.filter { !deliveries[$0].isIntended }
        for (index, entry) in zip(others, try entries(others.map { deliveries[$0].target })) where entry != nil {
            evidence[index].target = .different
        }
        return evidence
    }

    /// The temporary names first: whoever renames in between is then seen under the final name.
    private func lookAtIntended(
        _ indices: [Int], _ deliveries: [DeliveryRow], _ evidence: inout [Evidence]
    ) throws(Fault) {
        if indices.isEmpty { return }
        let temporaries = try presences(indices.map { (deliveries[$0], deliveries[$0].temporary) })
        for (index, presence) in zip(indices, temporaries) { evidence[index].temporary = presence }
        let targets = try presences(indices.map { (deliveries[$0], deliveries[$0].target) })
        for (index, presence) in zip(indices, targets) { evidence[index].target = presence }
        let unseen = indices.filter { evidence[$0].target != .equal }
        for (index, isTaken) in zip(unseen, try areTaken(unseen.map { deliveries[$0] })) {
            evidence[index].taken = isTaken
        }
        let gone = unseen.filter { evidence[$0].temporary == .absent }
        let withdrawn = gone.compactMap { index in deliveries[index].temporary.map { names.withdrawn($0) } }
        for (index, entry) in zip(gone, try entries(withdrawn)) { evidence[index].withdrawn = entry != nil }
        try demandFolders(of: unseen.filter { evidence[$0].isNowhere }.map { deliveries[$0] })
    }

    /// What stands under each path, held against the delivery; no path: nothing.
    func presences(_ items: [(delivery: DeliveryRow, path: String?)]) throws(Fault) -> [Presence] {
        let named = items.indices.filter { items[$0].path != nil }
        var presences = items.map { _ in Presence.absent }
        var alike: [Int] = []
        for (index, entry) in zip(named, try entries(named.compactMap { items[$0].path })) {
            guard let entry else { continue }
            presences[index] = .different
            if entry.kind == .file, entry.size == items[index].delivery.size { alike.append(index) }
        }
        for (index, digest) in zip(alike, try digests(alike.compactMap { items[$0].path })) {
            if try digest.get() == items[index].delivery.digest { presences[index] = .equal }
        }
        return presences
    }

    /// The digest of what stands under each path, all of it fetched.
    func digests(_ paths: [String]) throws(Fault) -> [Result<ContentDigest, Fault>] {
        if paths.isEmpty { return [] }
        let sinks = paths.map { _ in HashingSink() }
        let fates = try session.fetch(zip(paths, sinks).map { FetchItem($0, into: $1) })
        return zip(fates, sinks).map { fate, sink in fate.map { _ in sink.digest() } }
    }

    /// Whether the receiver marked each file as taken: `<final>.handled` with our size.
    func areTaken(_ deliveries: [DeliveryRow]) throws(Fault) -> [Bool] {
        zip(deliveries, try entries(deliveries.map { $0.target + ".handled" })).map { $1?.size == $0.size }
    }

    private func entries(_ paths: [String]) throws(Fault) -> [Entry?] {
        var entries: [Entry?] = []
        if paths.isEmpty { return entries }
        for fate in try session.stat(paths) { entries.append(try fate.get()) }
        return entries
    }

    /// A folder that is gone (not mounted, renamed) says nothing about the files that were in it.
    private func demandFolders(of deliveries: [DeliveryRow]) throws(Fault) {
        let folders = Set(deliveries.map(\.folder)).filter { !$0.isEmpty }.sorted()
        for (folder, entry) in zip(folders, try entries(folders)) where entry?.kind != .folder {
            let file = deliveries.first { $0.folder == folder }?.target ?? ""
            throw Fault(
                .placeMissing, .stop,
                "The folder '\(folder)', where \(file) was about to be published, is gone.", context: ["path": folder])
        }
    }
}

extension Evidence {
    /// Neither name is there.
    fileprivate var isNowhere: Bool { temporary == .absent && target == .absent }
}
