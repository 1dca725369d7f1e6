/// Where a cell's content lies, without its quotes: offsets into a record's bytes or its text.
package struct TableCell: Hashable, Sendable {
    package var start: UInt32
    package var end: UInt32

    @inlinable package init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    @inlinable package var range: Range<Int> { Int(start)..<Int(end) }
}
