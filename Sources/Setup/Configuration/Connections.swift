import Exchange

/// The connections of one institution; each is made only when somebody asks for it.
struct Connections {
    let file: String
    private let root: String
    /// Folders below the root that are other institutions' own.
    private let foreign: [String]
    private let pairs: [Node.Pair]
    private let transports: [any Transport.Type]
    /// About the file itself.
    let complaints: Complaints

    private static let settings: [Setting] = [
        Setting("connections", .table(.node), required: true, "Places, by name.", example: "{campus: {…}}")
    ]
    static let own: [Setting] = [
        Setting("scheme", .text, required: true, "Which kind of place it is.", example: "local")
    ]

    /// `node` is nil where there is no such file.
    init(_ node: Node?, file: String, root: String, foreign: [String] = [], _ plugIns: PlugIns) {
        self.file = file
        self.root = root
        self.foreign = foreign
        transports = plugIns.transports
        pairs = node?["connections"]?.pairs ?? []
        guard let node else {
            let message = "there is no such file; it says what the connections of the profiles are"
            complaints = Complaints([Complaint(Mark(file: file, line: 1, column: 1), key: "", message)])
            return
        }
        complaints = SettingsCheck.complaints(
            about: node, declared: Connections.settings, called: "the list of connections")
    }

    /// The connections of a file that is no YAML.
    init(unreadable complaints: Complaints, file: String) {
        self.file = file
        self.complaints = complaints
        root = ""
        foreign = []
        pairs = []
        transports = []
    }

    var names: [String] { pairs.map(\.key) }

    /// The connection that `key` of a profile names. Nil, and at least one complaint, if it is not whole.
    func connection(namedBy node: Node?, key: String, _ complaints: inout Complaints) -> ConnectionSetup? {
        guard let node, let name = node.text else { return nil }
        guard self.complaints.isEmpty else {
            complaints.add(self.complaints)
            return nil
        }
        guard let pair = pairs.first(where: { $0.key == name }) else {
            complaints.add(
                node.mark, key: key, "there is no connection '\(name)' in \(file)",
                nearest: Exchange.nearest(name, among: names), allowed: names)
            return nil
        }
        return make(pair, &complaints)
    }

    /// The connection of that name, which there is. Throws every complaint about it.
    func connection(called name: String) throws(Complaints) -> ConnectionSetup {
        var found = Complaints([])
        for pair in pairs where pair.key == name {
            if let made = make(pair, &found) { return made }
        }
        throw found.sorted()
    }

    /// Complaints about every connection, used or not.
    var review: Complaints {
        var found = complaints
        for pair in pairs { _ = make(pair, &found) }
        return found.sorted()
    }

    private func make(_ pair: Node.Pair, _ complaints: inout Complaints) -> ConnectionSetup? {
        let path = "connections.\(pair.key)"
        let type = transport(pair, path, &complaints)
        // Without a known scheme, which keys there may be is anybody's guess.
        guard let type else { return nil }
        let declared = Connections.own + type.settings
        let found = SettingsCheck.complaints(about: pair.value, declared: declared, path: path)
        complaints.add(found)
        guard found.isEmpty else { return nil }
        let settings = Settings(pair.value, declared: declared, path: path, root: root)
        guard SecretChecks.areOwn(settings, foreign: foreign, &complaints) else { return nil }
        do {
            return ConnectionSetup(
                name: pair.key, scheme: type.scheme, settings: settings, transport: try type.init(settings),
                mark: pair.keyMark)
        } catch {
            complaints.add(error)
            return nil
        }
    }

    private func transport(_ pair: Node.Pair, _ path: String, _ complaints: inout Complaints) -> (any Transport.Type)? {
        guard let node = pair.value["scheme"], let scheme = node.text else {
            let node = Connections.schemeOnly(pair)
            complaints.add(SettingsCheck.complaints(about: node, declared: Connections.own, path: path))
            return nil
        }
        if let type = transports.first(where: { $0.scheme == scheme }) { return type }
        let schemes = transports.map { $0.scheme }
        complaints.add(
            node.mark, key: "\(path).scheme", "there is no kind of place called '\(scheme)'",
            nearest: Exchange.nearest(scheme, among: schemes), allowed: schemes)
        return nil
    }

    /// The block with no other key than `scheme`, so that only that one is complained about.
    private static func schemeOnly(_ pair: Node.Pair) -> Node {
        guard let pairs = pair.value.pairs else { return pair.value }
        return .map(pairs.filter { $0.key == "scheme" }, pair.value.mark)
    }
}
