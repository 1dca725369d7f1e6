import Exchange
import Rules

/// Reads `several_rows` of a profile.
enum SeveralRowsReading {
    static let settings: [Setting] = [
        Setting("by", .node, required: true, "the column or rule that tells the kinds of rows apart", example: "ROLE"),
        Setting(
            "weights", .table(.integer(-1000...1000)), required: true,
            "how much each kind counts; the row with the highest weight wins", example: "{STAFF: 20, STUDENT: 10}"),
        Setting("other", .integer(-1000...1000), default: "0", "how much any other kind counts", example: "0"),
        Setting("fill", .boolean, default: "no", "whether blanks of that row are filled from the next", example: "yes"),
        Setting(
            "fields", .table(.either(.choice(["latest", "earliest"]), .table(.integer(-1000...1000)))),
            "fields or lists for which another order holds: own weights, or the latest or earliest date",
            example: "{expiry_date: latest, user_group: {STUDENT: 30}}"),
    ]

    static func read(
        _ settings: Settings?, _ scope: RuleScope, _ complaints: inout Complaints
    ) -> SeveralRows? {
        guard let settings, let node = settings.written("by") else { return nil }
        guard let by = ValueRule.read(node, key: settings.dotted("by"), in: scope, &complaints) else { return nil }
        let pairs = settings.written("weights")?.pairs ?? []
        let kinds = pairs.map(\.key)
        let other = settings.integer("other") ?? 0
        var exceptions: [String: SeveralRows.Exception] = [:]
        for pair in settings.written("fields")?.pairs ?? [] {
            check(pair, settings.dotted("fields"), &complaints)
            exceptions[pair.key] = exception(pair.value, kinds, other)
        }
        return SeveralRows(
            by: by, kinds: kinds, weights: [other] + pairs.map { weight($0.value) },
            fills: settings.boolean("fill") ?? false, exceptions: exceptions)
    }

    private static func weight(_ node: Node) -> Int { node.text.flatMap { Int($0) } ?? 0 }

    private static func exception(_ node: Node, _ kinds: [String], _ other: Int) -> SeveralRows.Exception {
        switch node.text {
        case "latest": return .latest
        case "earliest": return .earliest
        default: return .weights([other] + kinds.map { kind in node[kind].map(weight) ?? other })
        }
    }

    /// Names are fields or lists; dates have a latest one.
    private static func check(_ pair: Node.Pair, _ path: String, _ complaints: inout Complaints) {
        let fields = UserSchema.fields.map(\.name)
        let known = fields + UserSchema.segments.map(\.setting)
        if !known.contains(pair.key) {
            complaints.add(
                pair.keyMark, key: "\(path).\(pair.key)", "'\(pair.key)' is neither a field nor a list of a user",
                nearest: nearest(pair.key, among: known), allowed: known)
        }
        guard let word = pair.value.text else { return }
        if UserSchema.fields.contains(where: { $0.name == pair.key && $0.kind != .date }) || !fields.contains(pair.key)
        {
            complaints.add(
                pair.value.mark, key: "\(path).\(pair.key)", "'\(pair.key)' is no date, so it has no '\(word)' one")
        }
    }
}
