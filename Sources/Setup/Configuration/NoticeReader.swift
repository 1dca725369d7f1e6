import Exchange

/// Reads `notify`, an institution's and a profile's; every complaint on the way is gathered.
struct NoticeReader {
    private let plugIns: PlugIns
    private let root: String
    /// Folders below the root that are other institutions' own.
    private let foreign: [String]
    private(set) var complaints = Complaints([])

    init(_ plugIns: PlugIns, root: String, foreign: [String]) {
        self.plugIns = plugIns
        self.root = root
        self.foreign = foreign
    }

    /// `institution` is the institution's block, complained about elsewhere; `profile` is the profile's.
    static func plan(
        _ institution: Node?, _ profile: Node?, _ plugIns: PlugIns, root: String, foreign: [String],
        _ complaints: inout Complaints
    ) -> NoticePlan {
        var standing = NoticeReader(plugIns, root: root, foreign: foreign)
        let given = standing.plan(institution, NoticeSettings.institution, path: "notify")
        var reader = NoticeReader(plugIns, root: root, foreign: foreign)
        let plan = reader.plan(profile, NoticeSettings.profile, path: "notify", over: given)
        complaints.add(reader.complaints)
        return plan
    }

    /// `node` is nil where nothing was written: then all is as in `given`.
    mutating func plan(_ node: Node?, _ declared: [Setting], path: String, over given: NoticePlan = NoticePlan())
        -> NoticePlan
    {
        guard let node else { return given }
        if case .empty = node { return given }
        let wrong = SettingsCheck.complaints(about: node, declared: declared, path: path)
        complaints.add(wrong)
        guard wrong.isEmpty else { return given }
        let settings = Settings(node, declared: declared, path: path, root: root)
        let own = (settings.written("channels")?.pairs ?? []).compactMap { channel($0, settings, given) }
        let names = given.channels.map(\.name) + (settings.written("channels")?.pairs ?? []).map(\.key)
        let rules = settings.blocks("rules").map { rule($0, names) }
        let inherits = declared.contains { $0.key == "inherit" } ? settings.boolean("inherit") ?? true : false
        return NoticePlan(
            channels: given.channels + own, rules: (inherits ? given.rules : []) + rules,
            quietSeconds: settings.duration("quiet").map { $0 / 1000 } ?? given.quietSeconds,
            horizonSeconds: settings.duration("give_up").map { $0 / 1000 } ?? given.horizonSeconds)
    }

    private mutating func channel(_ pair: Node.Pair, _ settings: Settings, _ given: NoticePlan) -> NoticePlan.Channel? {
        let path = "\(settings.dotted("channels")).\(pair.key)"
        if !ProfileFolder.isName(pair.key) {
            complaints.add(
                pair.keyMark, key: path, "a channel's name has letters, digits, '-' and '_' only, 64 at most")
        }
        if given.channel(pair.key) != nil {
            complaints.add(
                pair.keyMark, key: path, "the institution has a channel '\(pair.key)'; a profile's own has another name"
            )
        }
        guard let type = type(pair, path) else { return nil }
        let declared = NoticeSettings.channel + type.settings
        let wrong = SettingsCheck.complaints(about: pair.value, declared: declared, path: path)
        complaints.add(wrong)
        guard wrong.isEmpty else { return nil }
        let own = Settings(pair.value, declared: declared, path: path, root: root)
        guard SecretChecks.areOwn(own, foreign: foreign, &complaints) else { return nil }
        do { return NoticePlan.Channel(pair.key, try type.init(own)) } catch {
            complaints.add(error)
            return nil
        }
    }

    private mutating func type(_ pair: Node.Pair, _ path: String) -> (any NoticeChannel.Type)? {
        guard let node = pair.value["kind"], let kind = node.text else {
            let kinds = plugIns.channels.map { $0.kind }
            complaints.add(pair.keyMark, key: path, "'\(path)' is a block with a 'kind' in it", allowed: kinds)
            return nil
        }
        if let type = plugIns.channels.first(where: { $0.kind == kind }) { return type }
        let kinds = plugIns.channels.map { $0.kind }
        complaints.add(
            node.mark, key: "\(path).kind", "there is no kind of channel called '\(kind)'",
            nearest: nearest(kind, among: kinds), allowed: kinds)
        return nil
    }

    private mutating func rule(_ settings: Settings, _ channels: [String]) -> NoticeRule {
        let named = items(settings, "to")
        for node in named {
            guard let name = node.text, !channels.contains(name) else { continue }
            complaints.add(
                node.mark, key: settings.dotted("to"), "there is no channel '\(name)'",
                nearest: nearest(name, among: channels), allowed: channels)
        }
        for key in ["when", "to"] where items(settings, key).isEmpty {
            complaints.add(settings.mark, key: settings.dotted(key), "'\(key)' names nothing")
        }
        return NoticeRule(
            causes: Set(items(settings, "when").compactMap { $0.text.flatMap(NoticeCause.init) }),
            owners: Set(items(settings, "owner").compactMap { $0.text.flatMap(Owner.init) }),
            channels: named.compactMap(\.text))
    }

    private func items(_ settings: Settings, _ key: String) -> [Node] {
        settings.written(key).map { $0.items ?? [$0] } ?? []
    }
}
