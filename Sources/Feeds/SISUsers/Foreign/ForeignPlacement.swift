import Formats

/// Finds for each element of a record its place in the schema. Remembers what a document's names lead to.
final class ForeignPlacement {
    let schema = ForeignSchema.users
    /// The index in the schema of each element of the record last placed; -1 where it has none.
    private(set) var kinds: [Int] = []
    /// The schema's index for each parent there and each name's number; -2 where nobody has asked yet.
    private var found: [[Int]] = []
    private var names: XMLNames?

    func place(_ record: XMLRecord) {
        if names !== record.names {
            names = record.names
            found = Array(repeating: [], count: schema.elements.count)
        }
        kinds.removeAll(keepingCapacity: true)
        for element in record.elements {
            let above = element.parent < 0 ? -1 : kinds[element.parent]
            let isOpen = above >= 0 && schema.elements[above].kind == .open
            kinds.append(element.parent < 0 ? 0 : above < 0 || isOpen ? -1 : kind(element.name, below: above))
        }
    }

    private func kind(_ name: Int, below parent: Int) -> Int {
        while found[parent].count <= name { found[parent].append(-2) }
        if found[parent][name] == -2, let names {
            found[parent][name] = schema.child(names[name].local, of: parent) ?? -1
        }
        return found[parent][name]
    }
}
