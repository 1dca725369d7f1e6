import Exchange

/// The verbs of a place over SFTP: each batch is one conversation with many requests under way.
final class SFTPSession: Session {
    private let talk: Conversation
    private var jail: FolderJail
    private let limits: ServerLimits
    let abilities: Abilities
    let remarks: [String]
    private let fileMode: UInt32?

    /// `folder` is the connection's own on the server: absolute, or from where the login leads; empty for that place.
    /// `address` names the server in messages.
    init(
        _ channel: any ByteChannel, address: String, folder: String, timeouts: SSHAccount.Timeouts,
        declared: Abilities = [], fileMode: UInt32? = nil, remarks: [String] = [], _ visit: Visit
    ) throws(Fault) {
        self.fileMode = fileMode
        talk = try Conversation(channel, address: address, timeouts: timeouts, visit)
        self.remarks = remarks + channel.remarks
        (limits, jail) = try SFTPSession.prepare(folder, talk)
        abilities = declared.union(try SFTPAbilities.found(talk, visit.memory))
    }

    deinit { close() }

    var facts: [PlaceFact] {
        talk.channel.facts + [
            PlaceFact("folder", jail.base.isEmpty ? "/" : jail.base),
            PlaceFact("sftp extensions", talk.server.extensions.keys.sorted().joined(separator: " ")),
            PlaceFact("sftp limits", limits.words),
        ]
    }

    func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        try PlacePath.check(folder)
        try talk.going()
        let errand = ListErrand(jail.path(folder))
        var taker: Fault?
        try errand.begin(talk)
        // Asked together, since each question alone costs a round trip; nothing of a folder that leads out is handed on.
        do throws(Fault) { try confirm([folder]) } catch {
            try errand.stop(talk)
            throw error
        }
        while !errand.isOver {
            _ = try errand.more(talk)
            try talk.turn()
            for entry in errand.drain() where taker == nil {
                try talk.going()
                do throws(Fault) {
                    if try each(entry) == .more { continue }
                } catch { taker = error }
                try errand.stop(talk)
                break
            }
        }
        if let fault = taker ?? errand.fault { throw fault }
    }

    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        var batch = try Batch<LookErrand>(paths, self) { [jail] in LookErrand(jail.path(paths[$0])) }
        let links = try elsewhere(paths)
        return try batch.fates(fleet) { index, errand in
            (errand.fate ?? .failure(Conversation.lost(talk.address))).map {
                $0.map { $0.entry(PlacePath.last(paths[index]), isLink: links.contains(index)) }
            }
        }
    }

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        let chunk = limits.piece(roundTrip: talk.roundTrip)
        var batch = try Batch<FetchErrand>(items.map(\.path), self) { [jail] in
            FetchErrand(items[$0], jail.path(items[$0].path), chunk: chunk)
        }
        for index in try elsewhere(items.map(\.path)) { batch.refuse(index, jail.path(items[index].path).notAFile()) }
        return try batch.fates(fleet) { _, errand in errand.fate ?? .failure(Conversation.lost(talk.address)) }
    }

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        let chunk = limits.write
        let server = talk.server
        let mode = fileMode
        var batch = try Batch<StoreErrand>(items.map(\.path), self) { [jail] in
            StoreErrand(
                items[$0], jail.path(items[$0].path), in: jail.path(FolderJail.above(items[$0].path)), chunk: chunk,
                mode: mode, server)
        }
        return try batch.fates(fleet) { _, errand in errand.fate ?? .failure(Conversation.lost(talk.address)) }
    }

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        var fates: [Result<Void, Fault>] = []
        let manners = RenameErrand.Manners(
            refuses: abilities.contains(.exclusiveRename), replaces: talk.server.has(ServerGreeting.posixRename))
        for range in RenameOrder.groups(items) {
            let group = Array(items[range])
            var batch = try Batch<RenameErrand>(group.map(\.from), and: group.map(\.to), self) { [jail] in
                RenameErrand(jail.path(group[$0].from), jail.path(group[$0].to), replacing: replacing, manners)
            }
            for index in try elsewhere(group.map(\.from)) {
                batch.refuse(index, jail.path(group[index].from).notAFile())
            }
            for index in try elsewhere(group.map(\.to)) { batch.refuse(index, jail.path(group[index].to).exists()) }
            fates += try batch.fates(fleet) { _, errand in
                errand.fate ?? .failure(Conversation.lost(talk.address))
            }
        }
        return fates
    }

    func renameOntoExisting(_ from: String, _ to: String) throws(Fault) -> Bool? {
        try talk.going()
        for path in [from, to] { try PlacePath.check(path) }
        try confirm([from, to].map(FolderJail.above))
        let ends = [from, to].map { jail.path($0).remote }
        let errand = AskErrand<Bool>(PacketKind.rename) { out in
            for end in ends { out.text(end) }
        } _: { reply throws(Fault) in
            try reply.status().isFine
        }
        try fleet.carry(errand)
        return errand.answer
    }

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        var batch = try Batch<RemoveErrand>(paths, self) { [jail] in RemoveErrand(jail.path(paths[$0])) }
        return try batch.fates(fleet) { _, errand in errand.fate ?? .failure(Conversation.lost(talk.address)) }
    }

    func freeSpace(_ folder: String) throws(Fault) -> Int? {
        try PlacePath.check(folder)
        guard talk.server.has(ServerGreeting.space) else { return nil }
        try confirm([folder])
        let remote = jail.path(folder).remote
        let errand = AskErrand<Int?>(PacketKind.extended) { out in
            out.text(ServerGreeting.space)
            out.text(remote)
        } _: { reply throws(Fault) in
            try FreeSpace.read(&reply)
        }
        try fleet.carry(errand)
        return errand.answer ?? nil
    }

    func close() { talk.close() }

    private var fleet: Fleet { Fleet(talk: talk, width: limits.width) }

    /// Asks the server where folders really are, once each. Answers the folders that lead out, with why.
    @discardableResult
    fileprivate func confirm(_ folders: [String], gathering: Bool = false) throws(Fault) -> [String: Fault] {
        let unknown = jail.unknown(folders)
        var asked: [AskErrand<String?>] = []
        try fleet.carry(unknown.count) { index in
            let errand = SFTPSession.realPath(jail.path(unknown[index]).remote)
            asked.append(errand)
            return errand
        }
        var led: [String: Fault] = [:]
        for (folder, errand) in zip(unknown, asked) {
            do throws(Fault) { try jail.confirm(folder, errand.answer ?? nil) } catch {
                guard gathering else { throw error }
                led[folder] = error
            }
        }
        return led
    }

    /// Which of the paths are links, where the server's own look follows them: these really are somewhere else.
    private func elsewhere(_ paths: [String]) throws(Fault) -> Set<Int> {
        if talk.server.isOpenSSH { return [] }
        var asked: [Int: AskErrand<String?>] = [:]
        try fleet.carry(paths.count) { [jail] index in
            guard (try? PlacePath.check(paths[index])) != nil else { return nil }
            let errand = SFTPSession.realPath(jail.path(paths[index]).remote)
            asked[index] = errand
            return errand
        }
        return Set(
            asked.filter { [jail] index, errand in
                guard let found = errand.answer ?? nil else { return false }
                return !found.utf8.elementsEqual(jail.path(paths[index]).remote.utf8)
            }.keys)
    }

    fileprivate func going() throws(Fault) { try talk.going() }

    /// Nil where the server knows no such path.
    private static func realPath(_ path: String) -> AskErrand<String?> {
        AskErrand(PacketKind.realPath) {
            $0.text(path)
        } _: { reply throws(Fault) in
            guard reply.kind == PacketKind.name else {
                _ = try reply.status()
                return nil
            }
            guard try reply.body.word() == 1 else { throw reply.body.nonsense("several paths for one") }
            let path = try reply.body.text(atMost: 4096)
            guard FolderJail.isPlain(path) else {
                throw reply.body.nonsense("'\(PlacePath.readable(path))' as the place of a folder")
            }
            return path
        }
    }

    /// All that must be known before the first verb, asked at once: at a distance each question alone takes its time.
    private static func prepare(_ folder: String, _ talk: Conversation) throws(Fault) -> (ServerLimits, FolderJail) {
        let asked = folder.isEmpty ? "." : folder
        let limits = ServerLimits.question(talk)
        let place = realPath(asked)
        let look = AskErrand<Attributes?>(PacketKind.look) {
            $0.text(asked)
        } _: { reply throws(Fault) in
            if reply.kind == PacketKind.attributes { return try Attributes(&reply.body) }
            _ = try reply.status()
            return nil
        }
        var questions: [any Errand] = [place, look]
        if let limits { questions.append(limits) }
        try Fleet(talk: talk, width: 4).carry(questions.count) { questions[$0] }
        guard let found = place.answer ?? nil, found.hasPrefix("/") else { throw noFolder(asked, talk) }
        guard let attributes = look.answer ?? nil, attributes.kind == nil || attributes.kind == .folder else {
            throw noFolder(found, talk)
        }
        return (limits?.answer ?? .plain, FolderJail(base: found == "/" ? "" : found))
    }

    private static func noFolder(_ folder: String, _ talk: Conversation) -> Fault {
        Fault(
            .placeMissing, .stop, "There is no folder '\(PlacePath.readable(folder))' at \(talk.address).",
            context: ["path": PlacePath.readable(folder)])
    }
}

/// The items of a batch that may be asked for at all, and what became of each.
private struct Batch<Kind: Errand> {
    private var refused: [Int: Fault] = [:]
    private let count: Int
    private let make: (Int) -> Kind

    /// `others` are second paths of the items (a rename's target).
    init(
        _ paths: [String], and others: [String] = [], _ session: SFTPSession, _ make: @escaping (Int) -> Kind
    ) throws(Fault) {
        self.make = make
        count = paths.count
        if count == 0 { return }
        try session.going()
        var folders: [String] = []
        for (index, path) in (paths + others).enumerated() {
            do throws(Fault) {
                try PlacePath.check(path)
                folders.append(FolderJail.above(path))
            } catch {
                if refused[index % count] == nil { refused[index % count] = error }
            }
        }
        let led = try session.confirm(folders, gathering: true)
        if led.isEmpty { return }
        for (index, path) in (paths + others).enumerated() where refused[index % count] == nil {
            refused[index % count] = led[FolderJail.above(path)]
        }
    }

    /// Not asked for: its fate is known. An earlier refusal stays.
    mutating func refuse(_ index: Int, _ fault: Fault) {
        if refused[index] == nil { refused[index] = fault }
    }

    mutating func fates<Answer>(
        _ fleet: Fleet, _ fate: (Int, Kind) -> Result<Answer, Fault>
    ) throws(Fault) -> [Result<Answer, Fault>] {
        var errands: [Kind?] = []
        errands.reserveCapacity(count)
        let refused = refused
        let make = make
        try fleet.carry(count) { index in
            let errand = refused[index] == nil ? make(index) : nil
            errands.append(errand)
            return errand
        }
        return errands.enumerated().map { index, errand in
            if let errand { return fate(index, errand) }
            return .failure(refused[index] ?? Conversation.lost(fleet.talk.address))
        }
    }
}
