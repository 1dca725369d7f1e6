import Exchange
import Formats

/// What the schema leaves open and a load needs all the same: something to know the user by, a name, a group, an end.
struct ForeignPractice {
    private let record: XMLRecord
    private let kinds: [Int]
    private let schema: ForeignSchema

    init(_ record: XMLRecord, _ kinds: [Int], _ schema: ForeignSchema) {
        self.record = record
        self.kinds = kinds
        self.schema = schema
    }

    func check(_ user: inout ForeignUserFindings) {
        let filled = filledFields()
        if !filled.contains("primary_id") {
            let hasOther = filled.contains("user_identifiers")
            user.add(
                hasOther ? .warning : .error, .userMissing, 0, "primary_id",
                hasOther
                    ? "without it the load makes one up from the name"
                    : "there is no identifier at all, so nobody can match this user")
        }
        if !filled.contains("first_name") && !filled.contains("last_name") {
            user.add(.warning, .userMissing, 0, "last_name", "the user has no name")
        }
        for name in ["user_group", "expiry_date"] where !filled.contains(name) {
            user.add(.warning, .userMissing, 0, name, "every user should have one")
        }
    }

    /// The children of the user that hold anything.
    private func filledFields() -> Set<String> {
        var filled: Set<String> = []
        for index in record.elements.indices where record.elements[index].parent == 0 && kinds[index] > 0 {
            let element = record.elements[index]
            if element.hasChildren || !record.trimmed(element.text).isEmpty {
                filled.insert(schema.elements[kinds[index]].name)
            }
        }
        return filled
    }
}
