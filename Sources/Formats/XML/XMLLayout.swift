/// Where in a document the records stand.
package struct XMLLayout: Hashable, Sendable {
    /// The local name of the element that is a record, wherever it stands.
    package var record: String
    /// The namespace it must have; nil where any will do.
    package var namespace: String?
    /// The attribute of the root element that says how many records there are, where one does.
    package var count: String?
    /// The longest record taken, in source bytes.
    package var maxRecord: Int

    package init(_ record: String, in namespace: String? = nil, count: String? = nil, maxRecord: Int = 4 << 20) {
        self.record = record
        self.namespace = namespace
        self.count = count
        self.maxRecord = maxRecord
    }
}
