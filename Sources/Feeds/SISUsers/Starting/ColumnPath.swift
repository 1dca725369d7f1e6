/// A path into a JSON record, or a column of a segment, taken to the names a column of a table would have:
/// `emails[type=work].address` is a `work email address`, `name.first` a `first name`.
struct ColumnPath {
    private var parts: [String] = []
    /// What selectors say: `work`.
    private var kinds: [String] = []

    init(_ path: String) {
        var part = ""
        var selector: String?
        for character in path {
            switch (character, selector) {
            case ("]", let inside?):
                if let sign = inside.firstIndex(of: "=") { kinds.append(String(inside[inside.index(after: sign)...])) }
                selector = nil
            case (_, let inside?): selector = inside + String(character)
            case ("[", nil): selector = ""
            case (".", nil), ("{", nil), ("}", nil):
                parts.append(part)
                part = ""
            case ("\"", nil): break
            default: part.append(character)
            }
        }
        parts.append(part)
        parts = parts.filter { !$0.isEmpty }.map { ColumnPath.singular[$0.lowercased()] ?? $0 }
    }

    /// The field that such columns hold, if any is known for it: by the whole path, else by its end.
    var match: ColumnName.Match? {
        let kind = kinds.joined(separator: " ")
        if let found = ColumnName("\(kind) \(parts.joined(separator: " "))").match { return found }
        guard parts.count > 1, let last = parts.last else { return nil }
        let owner = parts[parts.count - 2]
        let ends =
            ["\(kind) \(last) \(owner)", "\(kind) \(owner) \(last)"]
            + (ColumnPath.vague.contains(last.lowercased()) ? ["\(kind) \(owner)"] : ["\(kind) \(last)"])
        for (index, end) in ends.enumerated() {
            if let found = ColumnName(end).match { return found.later(3 + index) }
        }
        return nil
    }

    /// Names of lists.
    private static let singular = [
        "emails": "email", "addresses": "address", "phones": "phone", "phonenumbers": "phone", "names": "name",
        "identifiers": "identifier", "roles": "role", "affiliations": "affiliation", "groups": "group",
    ]

    /// Words that say nothing without what stands before them.
    private static let vague: Set<String> = [
        "name", "id", "code", "type", "kind", "value", "number", "title", "description", "status", "group", "address",
        "active", "level", "first", "last", "start", "end", "label", "text",
    ]
}
