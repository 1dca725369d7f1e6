import Exchange

/// Is that zone in this machine's tz database?
enum ZoneCheck {
    static func check(_ node: Node?, key: String, _ exists: (String) -> Bool, _ complaints: inout Complaints) {
        guard let node, let zone = node.text, !exists(zone) else { return }
        complaints.add(
            node.mark, key: key, "there is no zone '\(zone)' here; zones are named as in America/Chicago")
    }
}
