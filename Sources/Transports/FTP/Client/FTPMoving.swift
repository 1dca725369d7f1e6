import Exchange

/// Renames and removals. Most FTP servers replace what stands under the new name without being asked to, so both ends are
/// looked at first.
struct FTPMoving {
    let place: FTPPlace

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        var fates: [Result<Void, Fault>] = []
        for range in RenameOrder.groups(items) { fates += try together(Array(items[range]), replacing) }
        return fates
    }

    private func together(_ items: [RenameItem], _ replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        let looking = FTPLooking(place: place)
        let (from, to) = (items.map(\.from), items.map(\.to))
        let looks = try looking.look(from + to)
        var fates: [Result<Void, Fault>?] = items.indices.map { index in
            decide(items[index], looks[index], looks[items.count + index], replacing)
        }
        let reachable = Set(try looking.allowed(to) { _, _ in })
        for index in items.indices where fates[index] == nil && !reachable.contains(index) {
            fates[index] = .failure(place.path(FolderJail.above(to[index])).noFolder())
        }
        let open = items.indices.filter { fates[$0] == nil }
        let replies = try place.talk.ask(
            open.map { ["RNFR \(place.path(from[$0]).remote)", "RNTO \(place.path(to[$0]).remote)"] })
        var refused: [Int] = []
        for (index, reply) in zip(open, replies) {
            if reply[0].isHalf, reply[1].isFine { fates[index] = .success(()) } else { refused.append(index) }
        }
        let answers = Dictionary(uniqueKeysWithValues: zip(open, replies))
        for (index, now) in zip(refused, try looking.look(refused.map { to[$0] })) {
            let reply = answers[index].map { $0[0].isHalf ? $0[1] : $0[0] }
            // Somebody may have been faster with the name.
            if case .success(.some) = now {
                fates[index] = .failure(place.path(to[index]).exists())
            } else if let reply {
                fates[index] = .failure(FTPFaults.refused("rename to", place.path(to[index]), reply))
            }
        }
        return fates.map { $0 ?? .failure(place.talk.lost("no answer")) }
    }

    /// Nil: it is to be tried.
    private func decide(
        _ item: RenameItem, _ source: Result<Entry?, Fault>, _ target: Result<Entry?, Fault>, _ replacing: Bool
    ) -> Result<Void, Fault>? {
        let (from, to) = (place.path(item.from), place.path(item.to))
        let isOntoItself = item.from.utf8.elementsEqual(item.to.utf8)
        switch (source, target) {
        case (.failure(let fault), _), (_, .failure(let fault)): return .failure(fault)
        case (.success(nil), _): return .failure(from.missing())
        case (.success(.some(let entry)), _) where entry.kind == .folder: return .failure(from.notAFile())
        case (_, .success(nil)): return nil
        case (_, .success(.some(let entry))):
            guard replacing, entry.kind != .folder else { return .failure(to.exists()) }
            return isOntoItself ? .success(()) : .failure(cannotReplace(to))
        }
    }

    /// What it does with a target is the server's own idea, so it is never asked to.
    private func cannotReplace(_ to: RemotePath) -> Fault {
        Fault(
            .placeRefused, .stop,
            "FTP cannot put a file in the place of '\(to.remote)' in one step; it was left alone.",
            remedy: "Use 'conflict: version' or 'refuse' for this profile, or a name with {run} in it.",
            context: ["path": to.path])
    }

    /// The server's own answer, without any look before.
    func renameOntoExisting(_ from: String, _ to: String) throws(Fault) -> Bool {
        for path in [from, to] { try PlacePath.check(path) }
        let (led, _) = try place.confirm([from, to].map(FolderJail.above))
        if let fault = led.values.first { throw fault }
        let replies = try place.talk.ask(["RNFR \(place.path(from).remote)", "RNTO \(place.path(to).remote)"])
        return replies[0].isHalf && replies[1].isFine
    }

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        let looking = FTPLooking(place: place)
        let looks = try looking.look(paths)
        var fates: [Result<Void, Fault>] = looks.enumerated().map { index, look in
            switch look {
            case .failure(let fault): .failure(fault)
            case .success(.some(let entry)) where entry.kind == .folder: .failure(place.path(paths[index]).notAFile())
            case .success: .success(())
            }
        }
        let there = paths.indices.filter { index in
            guard case .success = fates[index], case .success(.some) = looks[index] else { return false }
            return true
        }
        let replies = try place.talk.ask(there.map { ["DELE \(place.path(paths[$0]).remote)"] })
        let refused = zip(there, replies).filter { !$1[0].isFine }
        for ((index, reply), now) in zip(refused, try looking.look(refused.map { paths[$0.0] })) {
            if case .success(nil) = now { continue }
            fates[index] = .failure(FTPFaults.refused("remove", place.path(paths[index]), reply[0]))
        }
        return fates
    }
}
