import Exchange

/// A message: its segments in their order, and what is known of them. A view of memory that the reader uses again only where
/// nobody has kept it, so it may be kept.
package struct EDIMessage: RandomAccessCollection {
    let storage: EDIStorage
    /// Counts from 1 in the file.
    package let number: Int
    /// Counts from 1 in its interchange.
    package let place: Int
    /// Where UNH starts in the file.
    package let start: Int
    package let line: Int
    /// nil for a message that stands outside of every interchange.
    package let interchange: EDIInterchange?
    package let group: EDIGroup?
    /// It has UNH and UNT, and nothing between them was cut off.
    package internal(set) var isWhole = false
    /// The worst finding about it; nil where there was none. One with an error must not be delivered.
    package internal(set) var worst: Severity?

    package var startIndex: Int { 0 }
    package var endIndex: Int { storage.entries.count }

    /// The segments from UNH (0) to UNT.
    package subscript(index: Int) -> EDISegment {
        EDISegment(storage: storage, number: index + 1, origin: start, messageNumber: number)
    }

    /// A segment's tag, without making a view of it.
    @inline(__always)
    package func tag(_ index: Int) -> EDITag { storage.entries[index].tag }

    /// UNH's; nil where only a body is there.
    package var type: EDIMessageType? { isEmpty || tag(0) != "UNH" ? nil : EDIMessageType(self[0]) }
    /// 0062.
    package var reference: String { isEmpty || tag(0) != "UNH" ? "" : self[0][1] }
    /// How its text was read.
    package var charset: EDICharset { storage.charset }
    package var separators: EDISeparators { storage.separators }

    /// Every byte of it, with the line breaks between segments and behind UNT, as in the file from `start` on.
    package var raw: [UInt8] { storage.bytes }

    /// What is free of any file: to compare messages, and to write them again.
    package var plain: [EDIPlainSegment] { map(\.plain) }

    package var position: Position { Position(record: number, byte: start, line: line) }
}
