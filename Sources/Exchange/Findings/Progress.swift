/// How far a long step is.
package struct Progress: Hashable, Sendable {
    package let records: Int
    package let bytes: Int
    /// The size of the whole input, where it is known.
    package let total: Int?

    package init(records: Int, bytes: Int, total: Int?) {
        self.records = records
        self.bytes = bytes
        self.total = total
    }
}
