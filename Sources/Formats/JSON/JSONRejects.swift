import Exchange

/// Writes records into a list of their own, inside the objects that led to the list in the source, so that the file is
/// read by the same profile.
struct JSONRejects: TableRejects {
    let suffix = "json"
    private let opening: [UInt8]
    private let closing: [UInt8]
    private var hasRecords = false

    /// `isSingle`: the source was one record without a list around it, and so is the file.
    init(_ keys: [String], isSingle: Bool) {
        let way = keys.map { Array("{".utf8) + JSONText.quoted(Array($0.utf8)) + Array(":".utf8) }.joined()
        opening = isSingle ? [] : Array(way) + Array("[\n".utf8)
        closing = isSingle ? Array("\n".utf8) : Array("\n]".utf8) + keys.map { _ in UInt8(ascii: "}") } + [0x0A]
    }

    mutating func begin(_ sink: any ByteSink) throws(Fault) { try sink.write(opening) }

    mutating func write(_ raw: UnsafeRawBufferPointer, to sink: any ByteSink) throws(Fault) {
        if hasRecords { try sink.write(Array(",\n".utf8)) }
        try sink.write(raw)
        hasRecords = true
    }

    mutating func finish(_ sink: any ByteSink) throws(Fault) { try sink.write(closing) }
}
