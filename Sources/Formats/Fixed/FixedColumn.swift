/// A column of fixed width: its name and its place in the record, or in the segment.
package struct FixedColumn: Hashable, Sendable {
    package let name: String
    /// Characters from the start, from 0. In an 8-bit encoding a character is a byte; in UTF-8 and UTF-16 it is a Unicode
    /// scalar, however many bytes that takes.
    package let place: Range<Int>

    package init(_ name: String, _ place: Range<Int>) {
        self.name = name
        self.place = place
    }

    /// As people count: from 1, the last one included.
    package init(_ name: String, _ place: ClosedRange<Int>) {
        self.init(name, place.lowerBound - 1..<place.upperBound)
    }
}
