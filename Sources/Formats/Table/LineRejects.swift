import Exchange

/// Writes records one behind the other as they stood in the source.
struct LineRejects: TableRejects {
    let suffix: String
    private let mark: [UInt8]
    private let end: [UInt8]
    /// The last record written had no line end of its own.
    private var isOpen = false

    /// `mark`: what the file begins with. `end`: a line end in its encoding, or nothing where records are no lines.
    init(_ suffix: String, mark: [UInt8], end: [UInt8]) {
        self.suffix = suffix
        self.mark = mark
        self.end = end
    }

    mutating func begin(_ sink: any ByteSink) throws(Fault) {
        if !mark.isEmpty { try sink.write(mark) }
    }

    mutating func write(_ raw: UnsafeRawBufferPointer, to sink: any ByteSink) throws(Fault) {
        if isOpen { try sink.write(end) }
        try sink.write(raw)
        isOpen = !end.isEmpty && !raw.suffix(end.count).contains { $0 == 0x0A || $0 == 0x0D }
    }

    mutating func finish(_ sink: any ByteSink) throws(Fault) {}
}
