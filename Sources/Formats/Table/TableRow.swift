import Exchange

/// One record of a table: its bytes exactly as they stand in the source, and its cells as UTF-8.
///
/// Cells follow one another in the text, so no cell ends behind the last one.
/// A record is lent and its buffers are used again: copy what must outlive the call.
package struct TableRow: Hashable, Sendable {
    /// The source bytes, where records are lines with their line terminator (the last one of a file may have none).
    package internal(set) var raw: [UInt8] = []
    /// What the record cannot be taken for; it has been reported as a finding, and the cells are not to be trusted.
    package internal(set) var problem: TableProblem?
    /// The cells' text where it differs from the source: another encoding, or doubled quotes.
    package internal(set) var decoded: [UInt8] = []
    package internal(set) var isDecoded = false
    package internal(set) var ranges: [TableCell] = []

    package init() {}

    /// Makes ready for the row that stands for `raw`, whose cells will be decoded.
    mutating func restart(_ raw: UnsafeBufferPointer<UInt8>) {
        self.raw.removeAll(keepingCapacity: true)
        self.raw.append(contentsOf: raw)
        problem = nil
        decoded.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        isDecoded = true
    }

    /// Adds a cell to the decoded text.
    mutating func append(_ cell: some Collection<UInt8>) {
        let start = decoded.count
        decoded.append(contentsOf: cell)
        ranges.append(TableCell(start, decoded.count))
    }

    package var isSound: Bool { problem == nil }
    /// How many cells.
    @inlinable package var count: Int { ranges.count }

    /// Lends the buffer in which every cell's unquoted UTF-8 lies at `range(_:)`; what lies between is of no meaning.
    @inlinable @inline(__always) package func withText<R>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Fault) -> R
    ) throws(Fault) -> R {
        if isDecoded { return try decoded.withUnsafeBufferPointer(body) }
        return try raw.withUnsafeBufferPointer(body)
    }

    /// Where `cell` lies in the text.
    @inlinable @inline(__always) package func range(_ cell: Int) -> Range<Int> { ranges[cell].range }

    @inlinable @inline(__always) package func isEmpty(_ cell: Int) -> Bool { ranges[cell].start == ranges[cell].end }

    /// Lends the unquoted UTF-8 of one cell.
    @inlinable @inline(__always) package func withCell<R>(
        _ cell: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Fault) -> R
    ) throws(Fault) -> R {
        let place = ranges[cell].range
        return try withText { text throws(Fault) in try body(UnsafeBufferPointer(rebasing: text[place])) }
    }

    @inlinable @inline(__always) package func append(_ cell: Int, to buffer: inout [UInt8]) {
        if isDecoded {
            buffer.append(contentsOf: decoded[range(cell)])
        } else {
            buffer.append(contentsOf: raw[range(cell)])
        }
    }

    package func bytes(_ cell: Int) -> [UInt8] { Array((isDecoded ? decoded : raw)[range(cell)]) }

    /// For people and for rules that need Unicode.
    package func string(_ cell: Int) -> String {
        String(decoding: (isDecoded ? decoded : raw)[range(cell)], as: UTF8.self)
    }

    package var cells: [[UInt8]] { (0..<count).map(bytes) }
}
