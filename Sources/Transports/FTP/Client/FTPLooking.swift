import Exchange

/// What stands at paths: by MLST where the server has it, else by a listing of each folder they are in.
struct FTPLooking {
    let place: FTPPlace

    /// Links are not followed, as far as the server says which these are.
    func look(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        var fates = [Result<Entry?, Fault>](repeating: .success(nil), count: paths.count)
        let asked = try allowed(paths) { fates[$0] = .failure($1) }
        for index in asked where paths[index].isEmpty {
            fates[index] = .success(Entry(name: "", kind: .folder, size: 0, modified: Moment(seconds: 0)))
        }
        let open = asked.filter { !paths[$0].isEmpty }
        let found = place.hasFacts ? try byFacts(open.map { paths[$0] }) : try byListing(open.map { paths[$0] })
        for (index, fate) in zip(open, found) { fates[index] = fate }
        return fates
    }

    /// Those that may be asked for, and whose folder is there. `refuse` hears of those that lead out.
    func allowed(_ paths: [String], _ refuse: (Int, Fault) -> Void) throws(Fault) -> [Int] {
        var folders: [String] = []
        var good: [Int] = []
        for (index, path) in paths.enumerated() {
            do throws(Fault) {
                try PlacePath.check(path)
                folders.append(FolderJail.above(path))
                good.append(index)
            } catch { refuse(index, error) }
        }
        let (led, missing) = try place.confirm(folders)
        return good.filter { index in
            let folder = FolderJail.above(paths[index])
            if let fault = led[folder] { refuse(index, fault) }
            return led[folder] == nil && !missing.contains(folder)
        }
    }

    private func byFacts(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        let replies = try place.talk.ask(paths.map { ["MLST \(place.path($0).remote)"] })
        var fates: [Result<Entry?, Fault>] = []
        for (path, reply) in zip(paths, replies) { fates.append(try fact(path, reply[0])) }
        return fates
    }

    private func fact(_ path: String, _ reply: FTPReply) throws(Fault) -> Result<Entry?, Fault> {
        if reply.isMissing { return .success(nil) }
        guard reply.isFine else {
            if let fault = FTPFaults.passing(reply, path) { throw fault }
            return .failure(FTPFaults.refused("look at", place.path(path), reply))
        }
        let line = (reply.inner.first ?? []).drop { $0 == 0x20 }
        guard case .entry(let entry, _) = FactLine.read(line, named: PlacePath.last(path)) else {
            return .failure(FTPFaults.listing(Array(line), "a line that is not understood"))
        }
        return .success(entry)
    }

    /// One listing a folder, however many of its files are asked for.
    private func byListing(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        var found: [[UInt8]: Entry] = [:]
        let wanted = Set(paths.map { Array($0.utf8) })
        for folder in Set(paths.map(FolderJail.above)) {
            try place.entries(folder) { entry throws(Fault) in
                let key = Array(PlacePath.join(folder, entry.name).utf8)
                if wanted.contains(key) { found[key] = entry }
            }
        }
        let there = paths.filter { found[Array($0.utf8)] != nil }
        let timed = try place.exactTimes(there.compactMap { path in found[Array(path.utf8)].map { (path, $0) } })
        for (path, entry) in zip(there, timed) { found[Array(path.utf8)] = entry }
        return paths.map { .success(found[Array($0.utf8)]) }
    }
}
