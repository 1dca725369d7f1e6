import Exchange

/// Writes rows byte for byte as they stood in the source, with whatever the syntax puts around them, so that the table they
/// came from reads the file again: what a person corrects and sends once more.
///
/// `begin`, any number of `write`, `finish`, in this order, once.
package protocol TableRejects {
    /// The ending of the file's name, without a dot: `csv`, `txt`, `json`, `jsonl`.
    var suffix: String { get }
    mutating func begin(_ sink: any ByteSink) throws(Fault)
    /// `raw`: a row's bytes, as `TableRow.raw` had them.
    mutating func write(_ raw: UnsafeRawBufferPointer, to sink: any ByteSink) throws(Fault)
    mutating func finish(_ sink: any ByteSink) throws(Fault)
}

extension TableRejects {
    package mutating func write(_ raw: [UInt8], to sink: any ByteSink) throws(Fault) {
        // The closure may not hold `self` while it works on it.
        var writer = self
        try raw.withUnsafeBufferPointer { bytes throws(Fault) in
            try writer.write(UnsafeRawBufferPointer(bytes), to: sink)
        }
        self = writer
    }

    package mutating func write(_ row: borrowing TableRow, to sink: any ByteSink) throws(Fault) {
        try write(row.raw, to: sink)
    }
}
