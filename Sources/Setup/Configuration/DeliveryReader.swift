import Exchange

/// A profile's `to`.
enum DeliveryReader {
    /// Receivers mark a file they have taken with this ending; a delivery that has it already would look taken.
    private static let takenEnding = ".handled"

    /// Nil, and at least one complaint, if it is not whole. The keys and types have been checked.
    static func plan(
        _ settings: Settings, _ connections: Connections, placeholders: Set<Placeholder>,
        _ complaints: inout Complaints
    ) -> DeliveryPlan? {
        let connection = connections.connection(
            namedBy: settings.written("connection"), key: settings.dotted("connection"), &complaints)
        let folder = PlaceChecks.folder(settings, "folder", &complaints)
        let name = name(settings, placeholders, &complaints)
        let conflict = settings.text("conflict").flatMap(NameConflict.init(rawValue:)) ?? .refuse
        let manners = DeliveryManners(settings, name, &complaints)
        guard let connection, let name else { return nil }
        return DeliveryPlan(
            connection: connection.name, transport: connection.transport, folder: folder, name: name,
            conflict: conflict, check: manners.check, temporary: manners.temporary, doneFile: manners.doneFile,
            doneContent: manners.doneContent, manifest: manners.manifest,
            takenWithinSeconds: manners.takenWithinSeconds)
    }

    /// Complains when a delivery would be an arrival of the same profile.
    static func checkLoop(
        _ delivery: DeliveryPlan, _ pickup: PickupPlan, _ settings: Settings, _ complaints: inout Complaints
    ) {
        guard delivery.connection == pickup.connection, delivery.folder == pickup.folder else { return }
        let data = pickup.files.samples.map { sample(delivery.name, of: FileName($0)) }
        let names = [
            ("name", data, "its own deliveries"),
            ("done_file", data.compactMap { name in delivery.doneFile?.filled { _ in name } }, "its own done-files"),
            ("manifest", [delivery.manifest?.filled { _ in "1" }].compactMap(\.self), "its own manifests"),
        ]
        for (key, names, what) in names {
            guard names.contains(where: pickup.files.matches), let node = settings.written(key) else { continue }
            complaints.add(
                node.mark, key: settings.dotted(key),
                "the profile would pick up \(what): same connection, same folder, and \(pickup.files) takes them")
        }
    }

    private static func sample(_ pattern: NamePattern, of arrival: FileName) -> String {
        pattern.filled { placeholder in
            switch placeholder {
            case .name: arrival.name
            case .stem: arrival.stem
            case .ext: arrival.ext
            default: "1"
            }
        }
    }

    private static func name(
        _ settings: Settings, _ placeholders: Set<Placeholder>, _ complaints: inout Complaints
    ) -> NamePattern? {
        let name = PlaceChecks.name(settings, "name", allowed: placeholders, &complaints)
        guard let name, let node = settings.written("name"), name.description.lowercased().hasSuffix(takenEnding)
        else { return name }
        complaints.add(
            node.mark, key: settings.dotted("name"),
            "a delivery's name does not end in '\(takenEnding)': that is how receivers mark what they have taken")
        return nil
    }
}
