import Exchange

/// Hands bytes on and remembers how many there were, and the first and the last of them: enough to see whether what a
/// place has is still what was begun. A little for each file, because a batch has many.
final class TrailSink: ByteSink {
    /// Bytes remembered at each end.
    static let length = 4 << 10

    private let inner: any ByteSink
    private var tail: [UInt8] = []
    private(set) var head: [UInt8] = []
    private(set) var count = 0

    init(_ inner: any ByteSink) { self.inner = inner }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        try inner.write(bytes)
        count += bytes.count
        if head.count < TrailSink.length { head.append(contentsOf: bytes.prefix(TrailSink.length - head.count)) }
        // Until then the head is all there is.
        if count <= TrailSink.length { return }
        if bytes.count >= TrailSink.length { tail.removeAll(keepingCapacity: true) }
        tail.append(contentsOf: bytes.suffix(TrailSink.length))
        if tail.count > 2 * TrailSink.length { tail.removeFirst(tail.count - TrailSink.length) }
    }

    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) { try inner.patch(bytes, at: offset) }

    /// The last bytes, as many as are remembered beyond the head.
    var trail: [UInt8] { Array(tail.suffix(min(TrailSink.length, max(0, count - TrailSink.length)))) }
}
