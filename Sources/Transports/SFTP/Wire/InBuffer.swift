import Exchange

/// Bytes from the server, cut into packets.
final class InBuffer {
    /// OpenSSH sends packets of 256 KiB at most; nothing we ask for is longer.
    static let packetLimit = (256 << 10) + 1024

    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 << 20, alignment: 64)
    private var start = 0
    private var end = 0

    deinit { memory.deallocate() }

    /// Where the channel may put more; never empty.
    var room: UnsafeMutableRawBufferPointer {
        if memory.count - end < InBuffer.packetLimit + 4 {
            memory.baseAddress?.copyMemory(from: memory.baseAddress! + start, byteCount: end - start)
            end -= start
            start = 0
        }
        return UnsafeMutableRawBufferPointer(rebasing: memory[end...])
    }

    func filled(_ count: Int) { end += count }

    /// The next whole packet without its length; nil where it is not there yet.
    func next() throws(Fault) -> UnsafeRawBufferPointer? {
        guard end - start >= 4 else { return nil }
        let length = Int(UInt32(bigEndian: memory.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
        guard length >= 1, length <= InBuffer.packetLimit else {
            throw Fault(
                .placeProtocol, .stop,
                "The server announced a packet of \(length) bytes; what it sends is not SFTP, or not to be trusted.",
                remedy: "If this server greets with a text at login (a banner from .bashrc, for example), have that "
                    + "removed; else ask who runs the server, with this message.")
        }
        guard end - start >= 4 + length else { return nil }
        defer { start += 4 + length }
        return UnsafeRawBufferPointer(rebasing: memory[start + 4..<start + 4 + length])
    }
}
