import Exchange

/// A target must not lead to the profile's own place under another name: what is for trying would be taken for the real
/// thing.
enum TargetPlace {
    /// Throws a complaint where `target` delivers where `profile`, the file's own block, does. What cannot be said of a
    /// profile that is not whole is not said.
    static func check(_ target: Profile, of profile: Node, _ connections: Connections) throws(Complaints) {
        guard let name = target.name.target, let to = profile["to"] else { return }
        var ignored = Complaints([])
        guard let own = connections.connection(namedBy: to["connection"], key: "to.connection", &ignored) else {
            return
        }
        let delivery = target.plan.delivery
        let folder = trimmed(to["folder"]?.text ?? "")
        guard own.transport.address == delivery.transport.address, folder == delivery.folder else { return }
        let mark = profile["targets"]?[name]?.mark ?? profile.mark
        throw Complaints([
            Complaint(
                mark, key: "targets.\(name)",
                "the connection '\(delivery.connection)' leads to the same place as the profile's own, "
                    + "\(own.transport.address)")
        ])
    }

    private static func trimmed(_ folder: String) -> String {
        folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }
}
