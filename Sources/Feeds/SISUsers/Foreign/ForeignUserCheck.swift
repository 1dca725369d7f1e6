import Exchange
import Formats

/// Every opinion about the users of a file from elsewhere that needs no profile: structure, types, lengths, what practice
/// demands, identifiers that occur twice. A user with an error counts as rejected.
final class ForeignUserCheck: ForeignTaker {
    private let placement = ForeignPlacement()
    private let schema = ForeignSchema.users
    private let report: Report
    private let identifiers = ForeignIdentifiers()
    /// How many of an element's demanded children have been seen.
    private var demanded: [Int] = []
    /// Which element held that place last, for each of the schema's that may stand once.
    private var holders: [Int] = []
    /// What was said already and need not be said for everybody.
    private var said: Set<String> = []

    init(_ report: Report) { self.report = report }

    func user(_ record: XMLRecord, at position: Position) {
        placement.place(record)
        let kinds = placement.kinds
        demanded.removeAll(keepingCapacity: true)
        demanded.append(contentsOf: repeatElement(0, count: kinds.count))
        holders = Array(repeating: -1, count: schema.elements.count)
        var user = ForeignUserFindings(record, position, report)
        if !record.problems.isEmpty { user.isGood = false }
        place(record, &user)
        for index in record.elements.indices where kinds[index] >= 0 {
            look(at: index, of: record, &user)
        }
        demand(record, &user)
        ForeignPractice(record, kinds, schema).check(&user)
        identifiers.check(record, kinds, schema, &user)
        report.tally.read += 1
        if user.isGood { report.tally.accepted += 1 } else { report.tally.rejected += 1 }
    }

    func end(of document: ForeignDocument, report: Report) {
        ForeignDocumentCheck(document: document, report: report).run()
    }

    private var kinds: [Int] { placement.kinds }

    /// What stands where the schema has nothing, or once too often.
    private func place(_ record: XMLRecord, _ user: inout ForeignUserFindings) {
        if !record.name(0).namespace.isEmpty, said.insert("namespace").inserted {
            user.add(.error, .userRoot, 0, nil, "the user has a namespace; users of version 2 have none")
        }
        for index in record.elements.indices.dropFirst() {
            let above = kinds[record.elements[index].parent]
            if kinds[index] >= 0 {
                once(record, index, &user)
            } else if above >= 0, schema.elements[above].kind != .open {
                user.unknown(index, below: above, schema)
            }
        }
    }

    /// An element that may stand once, for the second time in its parent.
    private func once(_ record: XMLRecord, _ index: Int, _ user: inout ForeignUserFindings) {
        let (kind, parent) = (kinds[index], record.elements[index].parent)
        if schema.elements[kind].repeats { return }
        if holders[kind] == parent {
            return user.add(.error, .userRepeated, index, schema.path(kind), "it stands more than once")
        }
        holders[kind] = parent
        let isBlank = schema.elements[kind].kind != .parts && record.trimmed(record.elements[index].text).isEmpty
        if schema.elements[kind].isDemanded, !isBlank { demanded[parent] += 1 }
    }

    private func look(at index: Int, of record: XMLRecord, _ user: inout ForeignUserFindings) {
        let kind = schema.elements[kinds[index]]
        let element = record.elements[index]
        if element.hasStrayText {
            user.add(.warning, .userElement, index, schema.path(kinds[index]), "text stands beside its elements")
        }
        if !element.attributes.isEmpty { user.attributes(index, kind, schema.path(kinds[index]), &said) }
        if !kind.isLoaded {
            if said.insert(kind.name).inserted {
                user.add(
                    .note, .userUnread, index, self.schema.path(self.kinds[index]),
                    "the load does not read it (said once)")
            }
            return
        }
        if kind.kind == .parts || kind.kind == .open { return }
        ForeignValue(record, index, kind, self.schema.path(self.kinds[index])).check(&user, &said)
    }

    private func demand(_ record: XMLRecord, _ user: inout ForeignUserFindings) {
        for index in record.elements.indices where kinds[index] >= 0 {
            let kind = schema.elements[kinds[index]]
            guard demanded[index] < kind.demanded.count else { continue }
            for child in kind.demanded {
                let isThere = record.elements.indices.contains {
                    record.elements[$0].parent == index && kinds[$0] == child
                        && (schema.elements[child].kind == .parts || !record.trimmed(record.elements[$0].text).isEmpty)
                }
                if isThere { continue }
                user.add(
                    .error, .userMissing, index, schema.path(child), "the schema demands it here, and it has no value")
            }
        }
        user.preferences(kinds, schema)
    }
}
