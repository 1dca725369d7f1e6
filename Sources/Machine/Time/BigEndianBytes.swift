/// Takes integers and runs of bytes from the front; nil where there are not enough.
struct BigEndianBytes {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ count: Int) -> [UInt8]? {
        guard count >= 0, position + count <= bytes.count else { return nil }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    /// A signed integer of 4 or 8 bytes.
    mutating func integer(_ size: Int) -> Int? {
        guard let raw = take(size) else { return nil }
        let unsigned = raw.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int(Int32(truncatingIfNeeded: unsigned)) : Int(truncatingIfNeeded: unsigned)
    }

    /// The text between two newlines (the footer of a TZif file); nil where there is none.
    mutating func line() -> String? {
        guard take(1) == [10] else { return nil }
        guard let end = bytes[position...].firstIndex(of: 10) else { return nil }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }
}
