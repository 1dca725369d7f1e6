import Exchange

/// Reads the fields of one packet, front to back. What is not there, or is more than it may be, is `place.protocol`.
/// The bytes belong to the conversation and are gone with the next turn.
struct PacketReader {
    private let bytes: UnsafeRawBufferPointer
    private var at = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }
    /// Bytes not read yet.
    var rest: Int { bytes.count - at }

    mutating func byte() throws(Fault) -> UInt8 {
        try demand(1)
        defer { at += 1 }
        return bytes[at]
    }

    mutating func word() throws(Fault) -> UInt32 {
        try demand(4)
        defer { at += 4 }
        return UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
    }

    mutating func long() throws(Fault) -> UInt64 {
        try demand(8)
        defer { at += 8 }
        return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    }

    /// A size or an offset: nobody has a file of 8 EiB.
    mutating func length() throws(Fault) -> Int {
        let found = try long()
        guard let length = Int(exactly: found) else { throw nonsense("a size of \(found) bytes") }
        return length
    }

    /// A string's bytes, which the packet still owns.
    mutating func string() throws(Fault) -> UnsafeRawBufferPointer {
        let count = Int(try word())
        try demand(count)
        defer { at += count }
        return UnsafeRawBufferPointer(rebasing: bytes[at..<at + count])
    }

    mutating func text(atMost limit: Int) throws(Fault) -> String {
        let found = try string()
        guard found.count <= limit else { throw nonsense("a text of \(found.count) bytes") }
        return String(decoding: found, as: UTF8.self)
    }

    mutating func status() throws(Fault) -> ServerStatus {
        let code = try word()
        // The text and its language came with version 3; some servers leave them out.
        let said = isAtEnd ? "" : String(decoding: try string().prefix(1000), as: UTF8.self)
        return ServerStatus(code: code, text: said)
    }

    /// What cannot be meant.
    func nonsense(_ what: String) -> Fault {
        Fault(.placeProtocol, .stop, "The server sent \(what), which cannot be meant.")
    }

    private func demand(_ count: Int) throws(Fault) {
        guard bytes.count - at >= count else { throw nonsense("a packet that ends too early") }
    }
}
