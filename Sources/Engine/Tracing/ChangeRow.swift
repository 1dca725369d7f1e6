/// A line of a run's list of changes (`OutputRole.changes`).
package struct ChangeRow: Hashable, Sendable {
    package let kind: String
    package let identifier: String
    package let group: String
    /// Their names, blanks between.
    package let fields: String

    package init(kind: String, identifier: String, group: String, fields: String) {
        self.kind = kind
        self.identifier = identifier
        self.group = group
        self.fields = fields
    }
}
