import ConformanceKit
import Exchange

/// What a profile says of rows that have to do with each other: any of it, at random.
struct SettledProfile {
    struct SeveralRows {
        let weights: [String: Int]
        let other: Int
        let fills: Bool
        /// `latest`, `earliest`, or weights of its own.
        let expiry: String?
        let group: [String: Int]?
        let emails: [String: Int]?
    }

    let several: SeveralRows?
    let duplicates: String
    let ignoresCase: Bool
    /// By field: `clear`, `resend`, `required`, or `default`.
    let blanks: [String: String]
    /// Identifier, and the role it is for; the last one is for everybody else.
    let matchPoints: [(identifier: String, role: String?)]
    let only: [String]?
    let skip: String?
    let selection: Selection?

    static let roles = ["STAFF", "STUDENT", "GUEST"]

    init(_ numbers: inout SeededNumbers) {
        func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &numbers) == 0 }
        func weights() -> [String: Int] {
            ["STAFF": Int.random(in: 0...3, using: &numbers), "STUDENT": Int.random(in: 0...3, using: &numbers)]
        }
        several =
            chance(4)
            ? nil
            : SeveralRows(
                weights: weights(), other: Int.random(in: -1...4, using: &numbers), fills: chance(2),
                expiry: chance(2) ? chance(2) ? "latest" : "earliest" : nil, group: chance(3) ? weights() : nil,
                emails: chance(3) ? weights() : nil)
        duplicates = ["reject_later", "reject_all", "drop_identifier"].randomElement(using: &numbers) ?? ""
        ignoresCase = chance(3)
        var blanks: [String: String] = [:]
        for name in ["user_group", "expiry_date", "BAR", "ALT", "email"] {
            blanks[name] = ["clear", "clear", "clear", "resend", "resend", "required", "default"].randomElement(
                using: &numbers)
        }
        // A default would be everybody's identifier.
        for name in ["BAR", "ALT"] where blanks[name] == "default" { blanks[name] = "clear" }
        self.blanks = blanks
        matchPoints =
            [
                [], [], [], [("BAR", nil)], [("BAR", "STAFF"), ("primary_id", nil)],
                [("ALT", "GUEST"), ("BAR", "STUDENT")],
            ].randomElement(using: &numbers) ?? []
        only = chance(4) ? ["STAFF", "STUDENT"] : nil
        skip = chance(6) ? "GUEST" : nil
        selection =
            chance(5)
            ? Selection(
                limit: chance(2) ? Int.random(in: 0...4, using: &numbers) : nil,
                only: chance(2) ? ["a", "B", "c"] : nil)
            : nil
    }

    var node: Node {
        var pairs: [(String, Node)] = [
            (
                "fields",
                .block([
                    ("primary_id", "ID"), ("last_name", "LAST"), ("user_group", rule("user_group", "GROUP", "NONE")),
                    ("expiry_date", rule("expiry_date", "EXP", "2027-01-01")), ("purge_date", "PURGE"),
                ])
            ),
            (
                "identifiers",
                .all([
                    .block([("id_type", "BAR"), ("value", rule("BAR", "BAR", ""))]),
                    .block([("id_type", "ALT"), ("value", rule("ALT", "ALT", ""))]),
                ])
            ),
            (
                "emails",
                .all([
                    .block([
                        ("email_type", "home"), ("email_address", rule("email", "MAIL", "no@example.org")),
                        ("description", "NOTE"),
                    ])
                ])
            ),
            ("rules", ["sis.name": "off", "sis.practice": "off"]), ("missing", "ignore"),
            ("duplicate_identifier", .text(duplicates)),
            ("identifier_case", ignoresCase ? "insensitive" : "sensitive"),
        ]
        if let several { pairs.append(("several_rows", SettledProfile.node(several))) }
        if !matchPoints.isEmpty {
            pairs.append(
                (
                    "match_point",
                    .all(
                        matchPoints.map { point in
                            .block(
                                [("identifier", .text(point.identifier))]
                                    + (point.role.map { [("when", .block([("ROLE", .text($0))]))] } ?? []))
                        })
                ))
        }
        if let only { pairs.append(("only", .block([("ROLE", .all(only.map(Node.text)))]))) }
        if let skip { pairs.append(("skip", .block([("ROLE", .text(skip))]))) }
        return .block(pairs)
    }

    private func rule(_ name: String, _ column: String, _ fallback: String) -> Node {
        switch blanks[name] {
        case "resend": .block([("column", .text(column)), ("blank", "resend")])
        case "required": .block([("column", .text(column)), ("required", "yes")])
        case "default": .block([("column", .text(column)), ("default", .text(fallback))])
        default: .text(column)
        }
    }

    private static func node(_ several: SeveralRows) -> Node {
        func weights(_ weights: [String: Int]) -> Node {
            .block(weights.sorted { $0.key < $1.key }.map { ($0.key, .text(String($0.value))) })
        }
        var own: [(String, Node)] = []
        if let expiry = several.expiry { own.append(("expiry_date", .text(expiry))) }
        if let group = several.group { own.append(("user_group", weights(group))) }
        if let emails = several.emails { own.append(("emails", weights(emails))) }
        return .block(
            [
                ("by", "ROLE"), ("weights", weights(several.weights)), ("other", .text(String(several.other))),
                ("fill", several.fills ? "yes" : "no"),
            ] + (own.isEmpty ? [] : [("fields", .block(own))]))
    }
}
