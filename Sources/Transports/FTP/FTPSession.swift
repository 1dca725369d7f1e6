import Exchange

/// The verbs of a place over FTP or FTPS.
final class FTPSession: Session {
    private let place: FTPPlace
    let abilities: Abilities
    let remarks: [String]
    let facts: [PlaceFact]

    init(_ account: FTPAccount, _ visit: Visit) throws(Fault) {
        place = try FTPPlace(FTPTalk(account, visit))
        var found: Abilities = [.remote]
        if place.features.has("REST") { found.insert(.resumes) }
        if account.temporariesAreOurs { found.insert(.temporariesAreOurs) }
        // Only trying tells; most servers replace.
        if try visit.memory.recall(PlaceLesson.renameRefusesExisting) == "yes" { found.insert(.exclusiveRename) }
        abilities = found
        var remarks = account.remarks
        if !place.hasTimes {
            remarks.append(
                "Connection '\(account.name)': the server tells the times of files without a zone and without seconds; of "
                    + "each only the day is used.")
        }
        let peer = place.talk.loop.trust.peer
        self.remarks = remarks + (peer?.remarks(visit.now(), account.address) ?? [])
        facts = FTPSession.facts(place) + (peer?.facts(visit.now()) ?? [])
    }

    deinit { close() }

    private static func facts(_ place: FTPPlace) -> [PlaceFact] {
        [
            PlaceFact("folder", place.path("").remote),
            PlaceFact("ftp server", place.system),
            PlaceFact("ftp features", place.features.all.keys.sorted().joined(separator: " ")),
            PlaceFact("ftp listings", place.listing, isSteady: false),
            PlaceFact("ftp digests", place.features.digests.joined(separator: " ")),
        ].filter { !$0.value.isEmpty }
    }

    func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        try PlacePath.check(folder)
        try place.talk.going()
        let (led, missing) = try place.confirm([folder])
        if let fault = led[folder] { throw fault }
        if missing.contains(folder) { throw place.path(folder).missing() }
        var (taker, isOver): (Fault?, Bool) = (nil, false)
        func hand(_ entry: Entry) throws(Fault) {
            // The rest is not wanted; it comes all the same, and the connection stays.
            if isOver { return }
            try place.talk.going()
            do throws(Fault) { isOver = try each(entry) == .enough } catch { (taker, isOver) = (error, true) }
        }
        if place.hasFacts {
            try place.entries(folder, hand)
        } else {
            var found: [(path: String, entry: Entry)] = []
            try place.entries(folder) { entry throws(Fault) in
                found.append((PlacePath.join(folder, entry.name), entry))
            }
            for entry in try place.exactTimes(found) { try hand(entry) }
        }
        if let taker { throw taker }
    }

    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        if paths.isEmpty { return [] }
        try place.talk.going()
        return try FTPLooking(place: place).look(paths)
    }

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        if items.isEmpty { return [] }
        try place.talk.going()
        return try FTPFetching(place: place).fetch(items)
    }

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        if items.isEmpty { return [] }
        try place.talk.going()
        return try FTPStoring(place: place).store(items)
    }

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        if items.isEmpty { return [] }
        try place.talk.going()
        return try FTPMoving(place: place).rename(items, replacing: replacing)
    }

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        if paths.isEmpty { return [] }
        try place.talk.going()
        return try FTPMoving(place: place).remove(paths)
    }

    func renameOntoExisting(_ from: String, _ to: String) throws(Fault) -> Bool? {
        try place.talk.going()
        return try FTPMoving(place: place).renameOntoExisting(from, to)
    }

    func close() { place.talk.close() }
}
