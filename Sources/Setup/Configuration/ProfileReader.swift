import Exchange

/// Reads one profile with everything it needs, and gathers every complaint on the way.
struct ProfileReader {
    private let name: ProfileName
    private let institution: Institution
    private let plugIns: PlugIns
    private let zoneExists: (String) -> Bool
    private let root: String
    private let beside: [String: FileBeside]
    private var complaints = Complaints([])

    /// `node` is the profile's file; `beside` are the files it names; `sources` are the files read so far.
    static func profile(
        _ node: Node, _ name: ProfileName, of institution: Institution, in configuration: Configuration,
        _ connections: Connections, _ calendars: Calendars, _ beside: [String: FileBeside],
        _ programs: TransformerPrograms, _ sources: [SourceFile]
    ) throws(Complaints) -> Profile {
        var reader = ProfileReader(
            name: name, institution: institution, plugIns: configuration.plugIns, zoneExists: configuration.zoneExists,
            root: configuration.files.root, beside: beside)
        guard let profile = reader.read(node, connections, calendars, programs, sources), reader.complaints.isEmpty
        else {
            throw reader.complaints.sorted()
        }
        return profile
    }

    private init(
        name: ProfileName, institution: Institution, plugIns: PlugIns, zoneExists: @escaping (String) -> Bool,
        root: String, beside: [String: FileBeside]
    ) {
        self.root = root
        self.beside = beside
        self.name = name
        self.institution = institution
        self.plugIns = plugIns
        self.zoneExists = zoneExists
    }

    private mutating func read(
        _ node: Node, _ connections: Connections, _ calendars: Calendars, _ programs: TransformerPrograms,
        _ sources: [SourceFile]
    ) -> Profile? {
        let type = feedType(node["feed"])
        let settings = check(node, type)
        complaints.add(Targets(node).complaints)
        ZoneCheck.check(node["zone"], key: "zone", zoneExists, &complaints)
        let feed = feed(type, node)
        let places = places(settings, connections, feed)
        let transformers = TransformerReader.plans(settings, programs, &complaints)
        checkTransformers(settings, type)
        let pgp = PGPReader.plan(settings, institution.gpgHome, root, foreign: connections.foreign, &complaints)
        let schedule = ScheduleReader.plan(settings.block("schedule"), calendars, &complaints)
        let expectations = ExpectationReader.expectations(settings.blocks("expectations"), &complaints)
        BoundsReader.check(settings.written("limits"), path: "limits", &complaints)
        let notices = NoticeReader.plan(
            institution.notify, settings.written("notify"), plugIns, root: root, foreign: connections.foreign,
            &complaints)
        guard let type, let feed, let (pickup, delivery) = places else { return nil }
        var plan = RunPlan(
            profile: name, feed: feed, pickup: pickup, delivery: delivery,
            verification: settings.text("verify").flatMap(Verification.init(rawValue:)) ?? .quick,
            limits: GuardReader.limits(settings.block("guard")), transformers: transformers, pgp: pgp,
            zone: settings.text("zone") ?? institution.zone, retention: institution.retention,
            deadlineMilliseconds: deadline(settings),
            bounds: BoundsReader.bounds(settings.written("limits"), else: institution.bounds), notices: notices,
            sources: sources)
        plan.isReviewed = settings.boolean("review") ?? false
        return Profile(
            name: name, summary: settings.text("summary") ?? "", institution: institution, plan: plan,
            settings: settings, feedName: type.name, schedule: schedule, expectations: expectations)
    }

    private mutating func deadline(_ settings: Settings) -> Int? {
        let milliseconds = settings.duration("deadline")
        if milliseconds == 0, let node = settings.written("deadline") {
            complaints.add(node.mark, key: "deadline", "a run that may take no time does nothing")
        }
        return milliseconds
    }

    private mutating func feedType(_ node: Node?) -> (any Feed.Type)? {
        guard let node, let name = node.text else { return nil }
        if let type = plugIns.feed(name) { return type }
        let names = plugIns.feeds.map { $0.name }
        complaints.add(
            node.mark, key: "feed", "there is no feed '\(name)'", nearest: Exchange.nearest(name, among: names),
            allowed: names)
        return nil
    }

    /// Without a known feed, only the profile's own keys can be judged.
    private mutating func check(_ node: Node, _ type: (any Feed.Type)?) -> Settings {
        let own = ProfileSettings.all
        guard let type else {
            complaints.add(SettingsCheck.complaints(about: ProfileReader.only(own, node), declared: own))
            return Settings(node, declared: own, root: root)
        }
        let declared = own + type.settings
        complaints.add(SettingsCheck.complaints(about: node, declared: declared))
        return Settings(node, declared: declared, root: root)
    }

    /// The block with the keys of `settings` only; and with the one that is a slip of `feed`, if that is missing.
    private static func only(_ settings: [Setting], _ node: Node) -> Node {
        guard let pairs = node.pairs else { return node }
        let keys = settings.map(\.key)
        let hasFeed = node["feed"] != nil
        let kept = pairs.filter { pair in
            keys.contains(pair.key) || (!hasFeed && Exchange.nearest(pair.key, among: keys) == "feed")
        }
        return .map(kept, node.mark)
    }

    private mutating func checkTransformers(_ settings: Settings, _ type: (any Feed.Type)?) {
        guard let type, !type.hasRecords, let node = settings.written("transformers") else { return }
        complaints.add(
            node.mark, key: "transformers",
            "the feed '\(type.name)' looks into no file, so no program could see records")
    }

    /// Where the feed could not be read, nothing is said of what its names may hold.
    private mutating func places(
        _ settings: Settings, _ connections: Connections, _ feed: (any Feed)?
    ) -> (PickupPlan, DeliveryPlan)? {
        guard let from = settings.block("from"), let to = settings.block("to") else { return nil }
        let pickup = PickupReader.plan(from, connections, &complaints)
        let delivery = DeliveryReader.plan(
            to, connections, placeholders: feed?.placeholders ?? Set(Placeholder.allCases), &complaints)
        guard let pickup, let delivery else { return nil }
        DeliveryReader.checkLoop(delivery, pickup, to, &complaints)
        PlaceObjections.check(pickup, from, &complaints)
        PlaceObjections.check(delivery, to, &complaints)
        return (pickup, delivery)
    }

    /// The feed reads its settings only where their keys and types are right, as its contract says.
    private mutating func feed(_ type: (any Feed.Type)?, _ node: Node) -> (any Feed)? {
        guard let type else { return nil }
        let keys = Set(type.settings.map(\.key))
        let spoilt = complaints.all.contains { complaint in
            complaint.mark.file == node.mark.file && keys.contains(ProfileReader.firstKey(complaint.key))
        }
        guard !spoilt else { return nil }
        do { return try type.init(Settings(node, declared: type.settings, root: root, files: beside)) } catch {
            complaints.add(error)
            return nil
        }
    }

    private static func firstKey(_ path: String) -> String {
        String(path.prefix { $0 != "." && $0 != "[" })
    }
}
