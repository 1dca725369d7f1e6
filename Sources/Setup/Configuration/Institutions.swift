import Exchange

/// `Profiles/institutions.yaml`: who there is, and whose profiles stand directly in `Profiles/`.
struct Institutions {
    let all: [Institution]
    let standard: Institution
    let limits: RunLimits

    static let settings: [Setting] = [
        Setting("default", .text, required: true, "Whose profiles stand directly in Profiles/.", example: "example"),
        Setting(
            "limits", .block(ScheduleSettings.limits), "What the daemon begins at once, of all institutions.",
            example: "{runs: 4}"),
        Setting("institutions", .table(.block(each)), required: true, "Who there is.", example: "{example: {…}}"),
    ]

    private static let each: [Setting] = [
        Setting("title", .text, "The full name, for reports.", example: "Example University Library"),
        Setting("zone", .text, required: true, "The zone of its profiles' clocks.", example: "America/Chicago"),
        Setting(
            "key_file", .text, "The key to its sealed files, mode 0600; left out, one is made in the state folder.",
            example: "/etc/exchange/example.key"),
        Setting(
            "gpg_home", .text, "The folder with its OpenPGP keys, the account's own, mode 0700.",
            example: "/var/lib/exchange/gnupg"),
        Setting(
            "network_state", .boolean, default: "no",
            "Whether its state folder may lie on a network file system, or one that a program provides.", example: "yes"
        ),
        Setting(
            "retention", .block(RetentionReader.settings), "How long what runs leave behind is kept.",
            example: "{content: 3d}"),
        Setting(
            "limits", .block(ScheduleSettings.institutionLimits),
            "What the daemon begins at once, and what a run may take.",
            example: "{runs: 2, connections: {alma: 1}}"),
        Setting(
            "reports", .block(reports), "What its reports may say, and where they are filed.",
            example: "{identifiers: pseudonym}"),
        Setting(
            "metrics_file", .text,
            "Its metrics, written anew after each run for the node exporter's textfile collector; ends in .prom.",
            example: "/var/lib/prometheus/node-exporter/exchange.prom"),
        Setting(
            "notify", .node, "Who is told when a run is held or fails.",
            example: "{channels: {…}, rules: [{when: failed, to: library}]}"),
    ]

    private static let reports: [Setting] = [
        Setting(
            "identifiers", .choice(Identifiers.allCases.map(\.rawValue)), default: Identifiers.show.rawValue,
            "Whether findings name the record's identifier, a pseudonym for it, or neither.", example: "pseudonym"),
        Setting(
            "folder", .text, "Where each run's report is filed by profile and day; else reports/<institution>.",
            example: "/srv/reports/example"),
    ]

    /// Throws every complaint about the file.
    init(_ node: Node, zoneExists: (String) -> Bool) throws(Complaints) {
        var complaints = SettingsCheck.complaints(
            about: node, declared: Institutions.settings, called: "the list of institutions")
        let pairs = node["institutions"]?.pairs ?? []
        let standard = Institutions.standard(node, pairs.map(\.key), &complaints)
        for pair in pairs { Institutions.check(pair, zoneExists, &complaints) }
        Institutions.checkMetrics(pairs, &complaints)
        all = pairs.map { Institutions.institution($0, isStandard: $0.key == standard) }
        guard complaints.isEmpty, let found = all.first(where: { $0.name == standard }) else {
            throw complaints.sorted()
        }
        self.standard = found
        limits = RunLimits(node["limits"])
    }

    private static func institution(_ pair: Node.Pair, isStandard: Bool) -> Institution {
        Institution(
            name: pair.key, title: pair.value["title"]?.text ?? pair.key, zone: pair.value["zone"]?.text ?? "",
            keyFile: pair.value["key_file"]?.text, gpgHome: pair.value["gpg_home"]?.text,
            networkState: pair.value["network_state"]?.text.flatMap(Settings.boolean) ?? false,
            retention: RetentionReader.retention(pair.value["retention"]),
            mark: pair.keyMark,
            folder: isStandard ? ProfileFolder.root : "\(ProfileFolder.root)/\(pair.key)",
            identifiers: pair.value["reports"]?["identifiers"]?.text.flatMap(Identifiers.init) ?? .show,
            limits: RunLimits(pair.value["limits"]),
            bounds: BoundsReader.bounds(pair.value["limits"], else: RunBounds()),
            reportsFolder: pair.value["reports"]?["folder"]?.text, metricsFile: pair.value["metrics_file"]?.text,
            notify: pair.value["notify"])
    }

    private static func standard(_ node: Node, _ names: [String], _ complaints: inout Complaints) -> String? {
        guard let value = node["default"], let name = value.text else { return nil }
        if !names.contains(name) {
            complaints.add(
                value.mark, key: "default", "there is no institution '\(name)'",
                nearest: Exchange.nearest(name, among: names), allowed: names)
        }
        return name
    }

    /// Two institutions with one file would overwrite each other's, and the collector reads `.prom` only.
    private static func checkMetrics(_ pairs: [Node.Pair], _ complaints: inout Complaints) {
        var owners: [String: String] = [:]
        for pair in pairs {
            guard let node = pair.value["metrics_file"], let path = node.text else { continue }
            let key = "institutions.\(pair.key).metrics_file"
            if let other = owners[path] {
                complaints.add(node.mark, key: key, "this is the metrics file of '\(other)' as well; each has its own")
            }
            owners[path] = pair.key
            if !path.hasSuffix(".prom") || path.hasSuffix("/.prom") {
                complaints.add(node.mark, key: key, "a metrics file ends in .prom; the collector reads no other")
            }
        }
    }

    private static func check(_ pair: Node.Pair, _ zoneExists: (String) -> Bool, _ complaints: inout Complaints) {
        let path = "institutions.\(pair.key)"
        if !ProfileFolder.isName(pair.key) {
            complaints.add(
                pair.keyMark, key: path, "an institution's name has letters, digits, '-' and '_' only, 64 at most")
        }
        // Where the states of institutions are, the daemon keeps its own.
        if pair.key == "daemon" {
            complaints.add(
                pair.keyMark, key: path, "no institution is called 'daemon': the daemon's state has that name")
        }
        ZoneCheck.check(pair.value["zone"], key: "\(path).zone", zoneExists, &complaints)
        BoundsReader.check(pair.value["limits"], path: "\(path).limits", &complaints)
        RetentionReader.check(pair.value["retention"], path: "\(path).retention", &complaints)
    }
}
