import Exchange

/// The bytes a writer has not handed on yet: raw memory owned here alone, flushed in pieces of about 256 KiB.
///
/// While a part of it is held nothing of that part is flushed, so it can be taken back.
final class XMLBuffer {
    private static let piece = 256 << 10

    private let sink: any ByteSink
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var used = 0
    private var flushed = 0
    /// Where the part that may be taken back starts.
    private var held: Int?

    init(_ sink: any ByteSink) {
        self.sink = sink
        capacity = XMLBuffer.piece + 16 << 10
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    var count: Int { flushed + used }

    /// Room for `count` bytes; call `advance` with what was used of it.
    @inline(__always)
    func room(_ count: Int) throws(Fault) -> UnsafeMutablePointer<UInt8> {
        if used + count > capacity { try makeRoom(count) }
        return base + used
    }

    @inline(__always)
    func advance(_ count: Int) { used += count }

    @inline(never)
    private func makeRoom(_ count: Int) throws(Fault) {
        if held == nil { try flush() }
        guard used + count > capacity else { return }
        let larger = max(capacity * 2, used + count)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: base, count: used)
        base.deallocate()
        base = moved
        capacity = larger
    }

    func flush() throws(Fault) {
        try sink.write(UnsafeRawBufferPointer(start: base, count: used))
        flushed += used
        used = 0
    }

    /// Writes a full buffer out, where nothing is held.
    func relax() throws(Fault) {
        if used >= XMLBuffer.piece { try flush() }
    }

    func hold() { held = used }

    func release() { held = nil }

    func rollback() {
        guard let held else { return }
        used = held
        self.held = nil
    }
}
