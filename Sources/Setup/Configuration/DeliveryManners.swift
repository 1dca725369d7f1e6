import Exchange

extension DeliveryReader {
    /// The keys of a profile's `to` that say how a delivery is made, not where it goes.
    static let manners: [Setting] = [
        Setting(
            "check", .choice(DeliveryCheck.allCases.map(\.rawValue)), default: "readback",
            "How an upload is checked before it is published: every byte fetched again, or its size only.",
            example: "size"),
        Setting(
            "temporary", .text, default: TemporaryName.standard.description,
            "What a file is called until it is published, with {id}; before a '/', a folder from the connection's own "
                + "that is on the same file system.",
            example: "\"{id}.part\""),
        Setting(
            "done_file", .text, "After all files, one of this name beside each ({name}, {stem}).",
            example: "\"{name}.done\""),
        Setting(
            "done_content", .choice(DoneContent.allCases.map(\.rawValue)), default: "empty",
            "What stands in a done-file: nothing, or a line with name, size and SHA-256.", example: "digest"),
        Setting(
            "manifest", .text,
            "After all files, a list of their SHA-256 under this name, for 'sha256sum -c'; filled in like 'name'.",
            example: "\"{run}.sha256\""),
        Setting(
            "taken_within", .duration,
            "A file that still stands there under its name after so long is reported as not taken; else nobody looks.",
            example: "2h"),
    ]
}

/// How a profile's deliveries are made, from its `to`.
struct DeliveryManners {
    let check: DeliveryCheck
    let temporary: TemporaryName
    let doneFile: NamePattern?
    let doneContent: DoneContent
    let manifest: NamePattern?
    let takenWithinSeconds: Int?

    /// `name` is what deliveries are called.
    init(_ settings: Settings, _ name: NamePattern?, _ complaints: inout Complaints) {
        check = settings.text("check").flatMap(DeliveryCheck.init(rawValue:)) ?? .readback
        temporary = DeliveryManners.temporary(settings, &complaints)
        doneContent = settings.text("done_content").flatMap(DoneContent.init(rawValue:)) ?? .empty
        doneFile = PlaceChecks.name(settings, "done_file", allowed: Placeholder.ofDoneFiles, &complaints)
        manifest = PlaceChecks.name(
            settings, "manifest", allowed: Placeholder.ofDeliveries.subtracting([.ordinal]), &complaints)
        takenWithinSeconds = DeliveryManners.takenWithin(settings, &complaints)
        DeliveryManners.checkNames(settings, name, doneFile, manifest, &complaints)
    }

    private static func takenWithin(_ settings: Settings, _ complaints: inout Complaints) -> Int? {
        guard let time = settings.duration("taken_within"), let node = settings.written("taken_within") else {
            return nil
        }
        if time < 60_000 {
            complaints.add(
                node.mark, key: settings.dotted("taken_within"),
                "'\(settings.dotted("taken_within"))' is 1m at least: no receiver takes files at once")
        }
        return time / 1000
    }

    private static func checkNames(
        _ settings: Settings, _ name: NamePattern?, _ doneFile: NamePattern?, _ manifest: NamePattern?,
        _ complaints: inout Complaints
    ) {
        if let doneFile, let node = settings.written("done_file"), !doneFile.placeholders.contains(.name) {
            if doneFile.description == "{stem}" || doneFile.placeholders.isEmpty {
                complaints.add(
                    node.mark, key: settings.dotted("done_file"),
                    "each file has a done-file of its own: put {name} into it, for example: \"{name}.done\"")
            }
        } else if doneFile?.description == "{name}", let node = settings.written("done_file") {
            complaints.add(node.mark, key: settings.dotted("done_file"), "a file cannot be its own done-file")
        }
        if let manifest, let node = settings.written("manifest"), manifest.description == name?.description {
            complaints.add(
                node.mark, key: settings.dotted("manifest"), "the manifest would have the name of a file it lists")
        }
        if settings.written("done_file") == nil, let node = settings.written("done_content") {
            complaints.add(
                node.mark, key: settings.dotted("done_content"),
                "'\(settings.dotted("done_content"))' means nothing without '\(settings.dotted("done_file"))'")
        }
    }

    private static func temporary(_ settings: Settings, _ complaints: inout Complaints) -> TemporaryName {
        guard let node = settings.written("temporary"), let text = node.text else { return .standard }
        guard let name = TemporaryName(text), name.folder.map(PlaceChecks.isRelative) ?? true,
            PlaceChecks.isNamePart(name.prefix + "1" + name.suffix),
            !(name.prefix + name.suffix).isEmpty || name.folder != nil
        else {
            complaints.add(
                node.mark, key: settings.dotted("temporary"),
                "'\(settings.dotted("temporary"))' is a name with {id} in it, once, that no finished file has: "
                    + ".x-{id}, {id}.part, or incoming/{id}")
            return .standard
        }
        return name
    }
}
