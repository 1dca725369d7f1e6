import Exchange

/// Hands bytes on and remembers how many there were, and what stood at the beginning and at the end: enough to see
/// whether another file of that name is still the same.
final class TrailSink: ByteSink {
    /// Bytes remembered at each end.
    static let length = 64 << 10

    private let inner: any ByteSink
    private(set) var head: [UInt8] = []
    private(set) var tail: [UInt8] = []
    private(set) var count = 0

    init(_ inner: any ByteSink) { self.inner = inner }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        try inner.write(bytes)
        count += bytes.count
        if head.count < TrailSink.length { head.append(contentsOf: bytes.prefix(TrailSink.length - head.count)) }
        if bytes.count >= TrailSink.length {
            tail = Array(bytes.suffix(TrailSink.length))
        } else {
            tail.append(contentsOf: bytes)
            if tail.count > 4 * TrailSink.length { tail.removeFirst(tail.count - TrailSink.length) }
        }
    }

    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) { try inner.patch(bytes, at: offset) }

    /// The last bytes, as many as are remembered.
    var trail: [UInt8] { Array(tail.suffix(TrailSink.length)) }
}
