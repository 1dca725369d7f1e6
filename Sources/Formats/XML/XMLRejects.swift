import Exchange

/// Writes records into the elements that were around the first one in the source, with the namespaces declared there, so
/// that the file is well-formed and read by the same profile.
struct XMLRejects: TableRejects {
    let suffix = "xml"
    private let opening: [UInt8]
    private let closing: [UInt8]

    init(_ source: XMLOpening) {
        let declaration = source.declaration.isEmpty ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" : source.declaration
        opening = Array((declaration + "\n" + source.tags.map { "<\($0)>\n" }.joined()).utf8)
        closing = Array(source.names.map { "</\($0)>\n" }.joined().utf8)
    }

    mutating func begin(_ sink: any ByteSink) throws(Fault) { try sink.write(opening) }

    mutating func write(_ raw: UnsafeRawBufferPointer, to sink: any ByteSink) throws(Fault) {
        try sink.write(raw)
        try sink.write([0x0A])
    }

    mutating func finish(_ sink: any ByteSink) throws(Fault) { try sink.write(closing) }
}
