import Exchange

/// Bytes to records, with exact positions and without opinions: the part `CSVReader` and `CSVTable` have in common.
///
/// A line without a byte in it is no record; it is skipped and counted as a line.
final class CSVCutter {
    typealias Emit = (borrowing TableRow, Position) throws(Fault) -> Demand

    private let dialect: CSVDialect
    /// The first bytes, until there are enough to know what they begin.
    private var head: [UInt8] = []
    private var lexing: CSVLexing?
    private(set) var byteOrderMark: [UInt8] = []
    let width = CSVWidth()
    let watch = CSVEightBitWatch()

    init(_ dialect: CSVDialect) { self.dialect = dialect }

    func cut(_ chunk: RawSpan, _ emit: Emit) throws(Fault) -> Demand {
        try chunk.withUnsafeBytes { raw throws(Fault) in
            try cut(raw.bindMemory(to: UInt8.self), emit)
        }
    }

    private func cut(_ chunk: UnsafeBufferPointer<UInt8>, _ emit: Emit) throws(Fault) -> Demand {
        if lexing != nil { return try lexing?.cut(chunk, emit) ?? .more }
        let missing = CSVPreamble.length - head.count
        head.append(contentsOf: chunk.prefix(missing))
        guard head.count == CSVPreamble.length else { return .more }
        guard try begin(emit) == .more else { return .enough }
        return try cut(UnsafeBufferPointer(rebasing: chunk.dropFirst(missing)), emit)
    }

    func finish(_ emit: Emit) throws(Fault) {
        if lexing == nil, try begin(emit) == .enough { return }
        try lexing?.finish(emit)
        if lexing?.records == 0 {
            throw Fault(.csvEmpty, .reject, "the file is empty", context: ["byte": "0"])
        }
    }

    /// Decides on the first bytes and reads them.
    private func begin(_ emit: Emit) throws(Fault) -> Demand {
        try CSVPreamble.check(head, dialect.encoding)
        byteOrderMark = CSVPreamble.mark(head, dialect.encoding)
        let bigEndian = CSVPreamble.isBigEndian(head, dialect.encoding)
        lexing = CSVLexing(dialect, bigEndian: bigEndian, start: byteOrderMark.count, width: width, watch: watch)
        let first = Array(head.dropFirst(byteOrderMark.count))
        return try first.withUnsafeBufferPointer { bytes throws(Fault) in try cut(bytes, emit) }
    }
}
