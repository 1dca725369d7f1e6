import Exchange
import Formats

/// The values of a few people, by their primary ids, field by field.
final class ComparedValues: ForeignTaker {
    private let wanted: Set<String>
    private let fields = ForeignFields()
    private let matching = UserMatching("primary_id")
    private var texts: [String: [String: [String]]] = [:]

    init(_ wanted: Set<String>) {
        self.wanted = Set(wanted.map { $0.lowercased() })
        fields.tracesOrigins = true
    }

    func user(_ record: XMLRecord, at position: Position) {
        let id = PlacePath.readable(String(decoding: matching.id(record), as: UTF8.self)).lowercased()
        guard wanted.contains(id), texts[id] == nil else { return }
        fields.take(record)
        var found: [String: [String]] = [:]
        for (field, element) in fields.origins where element >= 0 {
            let text = record.text(record.trimmed(record.elements[element].text))
            found[fields.list[field].name, default: []].append(PlacePath.readable(text))
        }
        texts[id] = found
    }

    func end(of document: ForeignDocument, report: Report) {}

    /// Several values of one field in one text.
    func text(_ id: String, _ field: String) -> String? {
        texts[id.lowercased()]?[field].map { $0.sorted().joined(separator: " | ") }
    }
}
