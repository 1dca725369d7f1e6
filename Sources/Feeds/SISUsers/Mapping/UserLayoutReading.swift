import Exchange
import Formats
import Rules

/// Reads the mapping of a profile: `fields`, `addresses`, `emails`, …
struct UserLayoutReading {
    private let settings: Settings
    private let scope: RuleScope
    private(set) var layout = UserLayout()
    var complaints = Complaints([])

    init(_ settings: Settings, _ scope: RuleScope) {
        self.settings = settings
        self.scope = scope
        readFields()
        for segment in UserSchema.segments { read(segment) }
        layout.only = condition(settings.written("only"), "only")
        layout.skip = condition(settings.written("skip"), "skip")
    }

    private mutating func condition(_ node: Node?, _ key: String) -> Condition? {
        guard let node else { return nil }
        return Condition.read(node, key: key, in: scope, &complaints)
    }

    private mutating func readFields() {
        let pairs = settings.written("fields")?.pairs ?? []
        let names = UserSchema.fields.map(\.name)
        for pair in pairs where !names.contains(pair.key) {
            complaints.add(
                pair.keyMark, key: "fields.\(pair.key)", "'\(pair.key)' is not a field of a user",
                nearest: nearest(pair.key, among: names), allowed: names)
        }
        // In the order of the schema, whatever the order in the profile: equal mappings give equal bytes.
        for element in UserSchema.fields {
            guard let pair = pairs.last(where: { $0.key == element.name }),
                let rule = rule(element, pair.value, "fields.\(element.name)")
            else { continue }
            layout.fields.append(layout.member(element, rule, path: element.name, name: element.name))
            if element.name == UserLayout.primaryName { demandColumn(rule) }
        }
        if let fields = settings.written("fields"), !pairs.contains(where: { $0.key == "primary_id" }) {
            complaints.add(
                fields.mark, key: "fields", "'fields' has no 'primary_id': users could be neither matched nor updated",
                allowed: ["primary_id: {column: STUDENT_ID, required: yes}"])
        }
    }

    /// One primary id for everybody would make one person of all.
    private mutating func demandColumn(_ rule: ValueRule) {
        if rule.constant == nil { return }
        complaints.add(
            rule.mark, key: "fields.primary_id", "'primary_id' cannot be the same for everybody",
            allowed: ["primary_id: {column: STUDENT_ID, required: yes}"])
    }

    private mutating func read(_ segment: UserSegment) {
        var preferred: [String: Mark] = [:]
        let names = UserPartNames(segment, settings.written(segment.setting)?.items ?? [])
        for (index, item) in (settings.written(segment.setting)?.items ?? []).enumerated() {
            let path = "\(segment.setting)[\(index + 1)]"
            guard let pairs = item.pairs else {
                complaints.add(
                    item.mark, key: path, "'\(path)' needs a block of keys, but there is \(item.kindName)",
                    allowed: segment.keys)
                continue
            }
            for pair in pairs where !segment.keys.contains(pair.key) {
                complaints.add(
                    pair.keyMark, key: "\(path).\(pair.key)", "'\(pair.key)' is not a key of '\(segment.setting)'",
                    nearest: nearest(pair.key, among: segment.keys), allowed: segment.keys)
            }
            let part = part(segment, item, path, names[index])
            for name in part.attributes {
                if preferred[name] != nil {
                    complaints.add(
                        item.mark, key: "\(path).\(name)",
                        "only one of the \(segment.setting) can be '\(name)', and another one is already")
                }
                preferred[name] = item.mark
            }
            layout.parts.append(part)
        }
    }

    private mutating func part(
        _ segment: UserSegment, _ item: Node, _ path: String, _ name: String
    ) -> UserLayout.Part {
        var members: [UserLayout.Member] = []
        for element in segment.elements {
            if item[element.name] == nil, let missing = missing(element, segment, item, path) {
                members.append(missing)
            }
            guard let node = item[element.name], let rule = rule(element, node, "\(path).\(element.name)", in: segment)
            else { continue }
            members.append(
                layout.member(
                    element, rule, path: "\(path).\(element.name)", name: "\(name).\(element.name)",
                    list: segment.setting, varies: element.name == segment.key && item["when"] != nil))
        }
        if item[segment.key] == nil {
            complaints.add(
                item.mark, key: path, "'\(path)' has no '\(segment.key)', so it would say nothing",
                allowed: segment.keys)
        }
        return UserLayout.Part(
            segment: segment, path: path, name: name, kinds: types(segment, item, path, name),
            attributes: attributes(segment, item, path), members: members,
            condition: condition(item["when"], "\(path).when"))
    }

    /// What the schema demands and the profile does not mention: a yes-or-no is no, anything else must be said.
    private mutating func missing(
        _ element: UserElement, _ segment: UserSegment, _ item: Node, _ path: String
    ) -> UserLayout.Member? {
        guard element.isDemanded, element.name != segment.key else { return nil }
        if element.kind == .boolean { return UserLayout.Member(element: element, value: .constant("false")) }
        complaints.add(
            item.mark, key: "\(path).\(element.name)",
            "'\(path)' has no '\(element.name)'; the library system refuses it without one", allowed: segment.keys)
        return nil
    }

    /// A type is a code of the library system: a bare word is the code itself; a rule gives each person its own.
    private mutating func types(
        _ segment: UserSegment, _ item: Node, _ path: String, _ name: String
    ) -> [UserLayout.Member] {
        guard let element = segment.types?.type else { return [] }
        let key = "\(path).\(element.name)"
        guard let node = item[element.name] else {
            complaints.add(
                item.mark, key: key, "'\(path)' has no '\(element.name)'; the library system needs one",
                allowed: ["\(element.name): home"])
            return []
        }
        let nodes = node.items ?? [node]
        if nodes.isEmpty || !nodes.allSatisfy({ $0.pairs != nil || UserLayoutReading.isTypeCode($0.text ?? "") }) {
            complaints.add(
                node.mark, key: key, "'\(element.name)' is a code or a list of codes of the library system")
        }
        return nodes.enumerated().compactMap { index, node in
            if let code = node.text { return UserLayout.Member(element: element, value: .constant(code)) }
            guard node.pairs != nil, let rule = ValueRule.read(node, key: key, in: scope, &complaints) else {
                return nil
            }
            let number = nodes.count > 1 ? "[\(index + 1)]" : ""
            return layout.member(
                element, rule, path: key, name: "\(name).\(element.name)\(number)", list: segment.setting)
        }
    }

    /// What the schema's `xs:maxLength` and XML let through.
    private static func isTypeCode(_ text: String) -> Bool {
        !text.isEmpty && text.unicodeScalars.count <= 255
            && XMLText.firstForbidden(Array(text.utf8)) == nil
    }

    private mutating func attributes(_ segment: UserSegment, _ item: Node, _ path: String) -> Set<String> {
        var set: Set<String> = []
        for name in segment.attributes {
            guard let node = item[name] else { continue }
            guard let value = node.text.flatMap(Settings.boolean) else {
                complaints.add(
                    node.mark, key: "\(path).\(name)", "'\(name)' is yes or no", allowed: ["yes", "no"])
                continue
            }
            if value { set.insert(name) }
        }
        return set
    }

    /// The rule for an element. In a list of parts, `id_type`, `note_type` and their like are codes: a bare word there
    /// is the code itself, as it is for the types above.
    private mutating func rule(
        _ element: UserElement, _ node: Node, _ path: String, in segment: UserSegment? = nil
    ) -> ValueRule? {
        var rule = ValueRule.read(node, key: path, in: scope, &complaints)
        if segment != nil, UserLayoutReading.isCode(element.name), let code = node.text {
            rule = ValueRule(.constant(code), mark: node.mark)
        }
        guard let rule else { return nil }
        check(rule, element, path)
        return rule
    }

    private static func isCode(_ name: String) -> Bool {
        name.hasSuffix("_type") || ["user_viewable", "popup_note", "block_status", "status"].contains(name)
    }

    private mutating func check(_ rule: ValueRule, _ element: UserElement, _ path: String) {
        if rule.date != nil, !element.isDate, rule.column != nil {
            complaints.add(
                rule.mark, key: "\(path).date", "'\(element.name)' is no date field, so 'date' has no meaning here")
        }
        guard let constant = rule.constant else { return }
        let bytes = Array(constant.utf8)
        let problem = bytes.withUnsafeBufferPointer { UserValue.problem($0, element, .iso) }
        if let problem {
            complaints.add(
                rule.mark, key: path,
                "the constant for '\(element.name)' \(problem.words); it must be \(element.explanation)")
        } else if constant.isEmpty {
            complaints.add(
                rule.mark, key: path, "the constant for '\(element.name)' is empty; leave the field out instead")
        }
    }
}
