/// Where in a file the records stand.
package struct JSONLayout: Hashable, Sendable {
    package enum Shape: Hashable, Sendable {
        /// One text for the file: its records are the elements of the array to which these keys lead from the outermost
        /// object. Without keys it is the outermost array; an outermost object is then the only record.
        case text(keys: [String])
        /// One text in each line, each of them a record (JSON Lines).
        case lines
    }

    package var shape: Shape
    /// The longest record taken, in source bytes.
    package var maxRecord: Int

    package init(_ shape: Shape, maxRecord: Int = 4 << 20) {
        self.shape = shape
        self.maxRecord = maxRecord
    }
}
