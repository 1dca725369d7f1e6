/// A record as ordered names and values: the shape in which a feed offers its records to transformers outside this
/// program. Names may repeat (a person with two phones).
package struct FieldRecord: Hashable, Sendable {
    package var fields: [(name: String, value: String)]

    package init(_ fields: [(name: String, value: String)] = []) { self.fields = fields }

    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    package static func == (left: FieldRecord, right: FieldRecord) -> Bool {
        left.fields.elementsEqual(right.fields) { $0 == $1 }
    }

    package func hash(into hasher: inout Hasher) {
        for field in fields {
            hasher.combine(field.name)
            hasher.combine(field.value)
        }
    }
}
