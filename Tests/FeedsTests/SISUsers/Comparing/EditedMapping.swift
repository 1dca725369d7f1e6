import ConformanceKit
import Exchange

/// A mapping that is edited between loads, and what it makes of a person: written a second time, in dictionaries.
struct EditedMapping {
    enum Source: Hashable {
        case column(String)
        case constant(String)

        var node: Node {
            switch self {
            case .column(let name): .text(name)
            case .constant(let text): .block([("constant", .text(text))])
            }
        }

        func value(_ person: [String: String]) -> String {
            switch self {
            case .column(let name): person[name] ?? ""
            case .constant(let text): text
            }
        }
    }

    struct Part: Hashable {
        let list: String
        let type: String
        var key: Source
        var more: Source?
        var isPreferred = false
        /// Only for people in whose column `W` this stands.
        var when: String?
    }

    var fields: [String: Source] = [:]
    var parts: [Part] = []
    var missing = "report"

    /// What may be a column or a constant, by turns.
    static let optional = ["first_name", "user_group", "campus_code", "job_category", "status", "expiry_date"]
    static let columns = ["A", "B", "C", "D", "E", "F", "G", "H"]
    private static let texts = ["x", "Ada", "a & b", "ümläut", "MAIN", "STAFF", "=1+1"]
    private static let lists: [String: (type: String, key: String, more: String?, types: [String])] = [
        "emails": (type: "email_type", key: "email_address", more: "description", types: ["home", "work", "school"]),
        "identifiers": ("id_type", "value", "note", ["BARCODE", "OTHER", "1"]),
        "notes": ("note_type", "note_text", "created_by", ["ERP", "POPUP", "2"]),
        "phones": ("phone_type", "phone_number", nil, ["home", "mobile"]),
    ]

    init(_ numbers: inout SeededNumbers) {
        for _ in 0..<12 { edit(&numbers) }
    }

    /// Changes one thing about it.
    mutating func edit(_ numbers: inout SeededNumbers) {
        switch Int.random(in: 0..<10, using: &numbers) {
        case 0...3:
            guard let name = EditedMapping.optional.randomElement(using: &numbers) else { return }
            fields[name] = Int.random(in: 0..<4, using: &numbers) == 0 ? nil : EditedMapping.source(name, &numbers)
        case 4...6: addPart(&numbers)
        case 7: if !parts.isEmpty { parts.remove(at: Int.random(in: 0..<parts.count, using: &numbers)) }
        case 8:
            parts.shuffle(using: &numbers)
            if let index = parts.indices.randomElement(using: &numbers) {
                parts[index].more = EditedMapping.source("more", &numbers)
            }
        default:
            missing =
                ["ignore", "report", "today", "30 days", "2026-12-24", "2030-06-30"].randomElement(using: &numbers)
                ?? "report"
        }
    }

    private static func source(_ name: String, _ numbers: inout SeededNumbers) -> Source {
        if name == "expiry_date" { return .column("EXP") }
        return Int.random(in: 0..<3, using: &numbers) == 0
            ? .constant(texts.randomElement(using: &numbers) ?? "x")
            : .column(columns.randomElement(using: &numbers) ?? "A")
    }

    private mutating func addPart(_ numbers: inout SeededNumbers) {
        guard let (list, about) = EditedMapping.lists.sorted(by: { $0.key < $1.key }).randomElement(using: &numbers),
            let type = about.types.randomElement(using: &numbers)
        else { return }
        // Identifiers are unique over a load, so each has a column of its own, filled with what nobody else has.
        var part = Part(
            list: list, type: type,
            key: list == "identifiers" ? .column("U\(parts.count % 6)") : EditedMapping.source("", &numbers))
        if list == "identifiers", parts.contains(where: { $0.key == part.key }) { return }
        if about.more != nil, Bool.random(using: &numbers) { part.more = EditedMapping.source("", &numbers) }
        if Int.random(in: 0..<3, using: &numbers) == 0 { part.when = "yes" }
        let isFirst = !parts.contains { $0.list == list && $0.isPreferred }
        part.isPreferred = isFirst && ["emails", "phones"].contains(list) && Bool.random(using: &numbers)
        parts.append(part)
    }

    // MARK: As a profile

    var profile: Node {
        var all: [(String, Node)] = [
            (
                "fields",
                .block(
                    [("primary_id", .text("ID")), ("last_name", .text("LAST"))]
                        + fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value.node) })
            ),
            ("rules", ["sis.email": "off", "sis.invisible": "off", "sis.name": "off"]),
        ]
        for (list, about) in EditedMapping.lists {
            let items = parts.filter { $0.list == list }.map { part in
                var pairs: [(String, Node)] = [(about.type, .text(part.type)), (about.key, part.key.node)]
                if let name = about.more, let more = part.more { pairs.append((name, more.node)) }
                if part.isPreferred { pairs.append(("preferred", "yes")) }
                if let when = part.when { pairs.append(("when", .block([("W", .text(when))]))) }
                return Node.block(pairs)
            }
            if !items.isEmpty { all.append((list, .all(items))) }
        }
        let ends = expiry != nil && fields["expiry_date"] != nil
        all.append(("missing", ends ? .block([("expire", .text(missing))]) : expiry == nil ? .text(missing) : "report"))
        return .block(all)
    }

    /// The day people expire who are missing; nil: they do not. Loads run on 2026-11-18.
    var expiry: String? {
        ["today": "2026-11-18", "30 days": "2026-12-18", "2026-12-24": "2026-12-24", "2030-06-30": "2030-06-30"][
            missing]
    }

    var expires: Bool { expiry != nil && fields["expiry_date"] != nil }

    // MARK: As it should work

    /// What the parts are called: by type where that tells them apart.
    private var named: [(name: String, part: Part)] {
        EditedMapping.lists.keys.flatMap { list in
            let same = parts.filter { $0.list == list }
            return same.enumerated().map { index, part in
                if same.count(where: { $0.type == part.type }) == 1 { return ("\(list)[\(part.type)]", part) }
                // A type may be a number, too.
                let isTaken = same.contains { $0.type == String(index + 1) }
                return ("\(list)[\(isTaken ? "#" : "")\(index + 1)]", part)
            }
        }
    }

    /// The values that may differ from person to person, each with where it comes from, whom it is for, and the value
    /// without which there is none.
    var values: [(name: String, source: Source, when: String?)] {
        var all: [(String, Source, String?)] = [
            ("primary_id", .column("ID"), nil), ("last_name", .column("LAST"), nil),
        ]
        all += fields.map { ($0.key, $0.value, nil) }
        for (name, part) in named {
            guard let about = EditedMapping.lists[part.list] else { continue }
            all.append(("\(name).\(about.key)", part.key, part.when))
            if let element = about.more, let more = part.more { all.append(("\(name).\(element)", more, part.when)) }
        }
        return all.filter { varies($0.1, $0.0, $0.2) }
    }

    private func varies(_ source: Source, _ name: String, _ when: String?) -> Bool {
        if case .column = source { return true }
        // A part that not everybody has begins with a value that not everybody has.
        return when != nil && EditedMapping.lists.values.contains { name.hasSuffix("].\($0.key)") }
    }

    var constants: [String: KeptUsers.Constant] {
        var all: [String: KeptUsers.Constant] = [:]
        for (name, source) in fields {
            if case .constant(let text) = source { all[name] = .init(value: text, key: nil) }
        }
        for (name, part) in named {
            guard let about = EditedMapping.lists[part.list] else { continue }
            let key = "\(name).\(about.key)"
            let hasKey = varies(part.key, key, part.when)
            func add(_ element: String, _ text: String) {
                all["\(name).\(element)"] = .init(value: text, key: hasKey ? key : nil)
            }
            if case .constant(let text) = part.key, !hasKey { add(about.key, text) }
            if let element = about.more, case .constant(let text)? = part.more { add(element, text) }
            if part.isPreferred { add("preferred", "true") }
            add(about.type, part.type)
            if part.list == "notes" {
                add("user_viewable", "false")
                add("popup_note", "false")
            }
        }
        return all
    }

    func user(_ person: [String: String]) -> [String: String] {
        var user: [String: String] = [:]
        for (name, source, when) in values where when == nil || person["W"] == when {
            let value = source.value(person)
            if !value.isEmpty { user[name] = value }
        }
        return user
    }
}
