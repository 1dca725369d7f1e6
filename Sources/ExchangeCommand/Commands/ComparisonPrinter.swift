import Engine
import Exchange
import Feeds
import Glibc

/// Prints what two user files come to: the verdict first.
struct ComparisonPrinter {
    private struct Document: Encodable {
        struct Side: Encodable {
            let users: Int
            let doubled: Int
            let withoutKey: Int

            init(_ side: UserComparison.Side) {
                users = side.users
                doubled = side.doubled
                withoutKey = side.keyless
            }
        }

        struct Example: Encodable {
            let id: String
            let old: String?
            let new: String?
        }

        struct Field: Encodable {
            let field: String
            let set: Int
            let changed: Int
            let cleared: Int
            let examples: [Example]
        }

        struct Harmless: Encodable {
            let what: String
            let people: Int
        }

        let verdict: String
        let matchedBy: String
        let old: Side
        let new: Side
        let onlyOld: Int
        let onlyNew: Int
        let same: Int
        let different: Int
        let fields: [Field]
        let withoutEffect: [Harmless]
        let ids: People?
    }

    private struct People: Encodable {
        let onlyOld: [String]
        let onlyNew: [String]
        let different: [String]
    }

    private let comparison: UserComparison
    private let document: Document

    init(_ comparison: UserComparison, matchedBy: String, listsPeople: Bool) {
        self.comparison = comparison
        let people = People(
            onlyOld: comparison.onlyOld, onlyNew: comparison.onlyNew, different: comparison.different)
        document = Document(
            verdict: comparison.isEqual ? "equal" : "different", matchedBy: matchedBy,
            old: Document.Side(comparison.old), new: Document.Side(comparison.new),
            onlyOld: comparison.onlyOld.count, onlyNew: comparison.onlyNew.count, same: comparison.same,
            different: comparison.different.count,
            fields: comparison.fields.map { field in
                Document.Field(
                    field: field.name, set: field.set, changed: field.changed, cleared: field.cleared,
                    examples: field.examples.map { Document.Example(id: $0.id, old: $0.old, new: $0.new) })
            },
            withoutEffect: comparison.harmless.map { Document.Harmless(what: $0.noise.title, people: $0.people) },
            ids: listsPeople ? people : nil)
    }

    func printJSON() { Terminal.put(json(document), on: STDOUT_FILENO) }

    func printText() {
        verdict()
        counts()
        fields()
        if !document.withoutEffect.isEmpty {
            say(Terminal.paint("  Differences without effect", .bold))
            for line in document.withoutEffect { say("    \(people(line.people)): \(line.what)") }
        }
        if let ids = document.ids { list(ids) }
    }

    private func verdict() {
        if comparison.isEqual {
            return say(Terminal.paint("EQUAL  a load of either file comes to the same", .green))
        }
        let counts = [
            (document.different, "differ"), (document.onlyOld, "only in OLD"), (document.onlyNew, "only in NEW"),
        ]
        let words = counts.filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }
        let rest = words.isEmpty ? "not everybody could be compared" : words.joined(separator: ", ")
        say(Terminal.paint("DIFFERENT  \(rest)", .red))
    }

    private func counts() {
        say(
            "  OLD \(counted(document.old.users, "user")), NEW \(counted(document.new.users, "user")), matched by \(document.matchedBy)"
        )
        say(
            "  \(grouped(document.same)) the same, \(grouped(document.different)) different, \(grouped(document.onlyOld)) only in OLD, \(grouped(document.onlyNew)) only in NEW"
        )
        for (name, side) in [("OLD", document.old), ("NEW", document.new)] {
            if side.doubled > 0 {
                say("  \(name): \(people(side.doubled)) stand in it again; only the first of each was compared")
            }
            if side.withoutKey > 0 {
                say("  \(name): \(people(side.withoutKey)) have no \(document.matchedBy) and could not be compared")
            }
        }
    }

    private func fields() {
        if document.fields.isEmpty { return }
        var table = TextTable(["  FIELD", "SET", "CHANGED", "CLEARED", "FOR EXAMPLE"])
        for field in document.fields {
            table.add([
                "  \(field.field)", grouped(field.set), grouped(field.changed), grouped(field.cleared),
                field.examples.map(\.id).joined(separator: ", "),
            ])
        }
        for line in table.lines { say(line) }
        for field in document.fields {
            for example in field.examples where example.old != nil || example.new != nil {
                say("    \(field.field)  \(example.id): '\(example.old ?? "")' -> '\(example.new ?? "")'")
            }
        }
    }

    private func list(_ people: People) {
        for (title, ids) in [
            ("Different", people.different), ("Only in OLD", people.onlyOld), ("Only in NEW", people.onlyNew),
        ] where !ids.isEmpty {
            say(Terminal.paint("  \(title)", .bold))
            for id in ids { say("    \(id)") }
        }
    }

    private func people(_ number: Int) -> String { number == 1 ? "1 person" : "\(grouped(number)) people" }

    private func say(_ text: String) { Terminal.put(text + "\n", on: STDOUT_FILENO) }
}
