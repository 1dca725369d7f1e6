import Exchange

/// Writes records byte for byte as they stood in the source, under the source's own header line.
package struct CSVRejects: TableRejects {
    package let suffix = "csv"
    private let table: CSVTable
    /// The last record written had no line end of its own.
    private var isOpen = false

    /// For rows of `table`, whose header must have been read before `begin`.
    init(_ table: CSVTable) { self.table = table }

    package mutating func begin(_ sink: any ByteSink) throws(Fault) {
        if !table.byteOrderMark.isEmpty { try sink.write(table.byteOrderMark) }
        try table.headerLine.withUnsafeBufferPointer { line throws(Fault) in
            try write(UnsafeRawBufferPointer(line), to: sink)
        }
    }

    package mutating func write(_ raw: UnsafeRawBufferPointer, to sink: any ByteSink) throws(Fault) {
        guard !raw.isEmpty else { return }
        if isOpen {
            var end: [UInt8] = []
            _ = TextWriter(encoding: encoding).append([0x0A], to: &end)
            try sink.write(end)
        }
        try sink.write(raw)
        isOpen = !raw.suffix(table.dialect.encoding.unit).contains { $0 == 0x0A || $0 == 0x0D }
    }

    package mutating func finish(_ sink: any ByteSink) throws(Fault) {}

    /// The source's encoding, with the byte order its first bytes showed.
    private var encoding: TextEncoding {
        guard table.dialect.encoding == .utf16 else { return table.dialect.encoding }
        return CSVPreamble.wideEncoding(table.byteOrderMark + table.headerLine.prefix(4)) ?? .utf16le
    }
}
