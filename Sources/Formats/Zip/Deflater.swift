import CISAL
import Exchange

/// Packs bytes with raw deflate (RFC 1951) at ISA-L's level 1. Owns the library's stream and buffers.
final class Deflater {
    private static let room = 256 << 10

    private let stream: UnsafeMutablePointer<isal_zstream>
    private let levelBuffer: UnsafeMutablePointer<UInt8>
    private let output: UnsafeMutablePointer<UInt8>
    private(set) var crc: UInt32 = 0

    init() {
        stream = .allocate(capacity: 1)
        levelBuffer = .allocate(capacity: exchange_isal_level_buffer_size())
        output = .allocate(capacity: Deflater.room)
        restart()
    }

    deinit {
        stream.deallocate()
        levelBuffer.deallocate()
        output.deallocate()
    }

    /// Makes ready for the next entry.
    func restart() {
        isal_deflate_init(stream)
        // The library leaves these as they were.
        stream.pointee.next_in = nil
        stream.pointee.avail_in = 0
        stream.pointee.level = 1
        stream.pointee.level_buf = levelBuffer
        stream.pointee.level_buf_size = UInt32(exchange_isal_level_buffer_size())
        crc = 0
    }

    /// Takes more bytes and hands on what is packed.
    func take(_ bytes: UnsafeRawBufferPointer, _ packed: (UnsafeRawBufferPointer) throws(Fault) -> Void) throws(Fault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            rest = rest.dropFirst(piece.count)
            guard let base = piece.bindMemory(to: UInt8.self).baseAddress else { return }
            crc = crc32_gzip_refl(crc, base, UInt64(piece.count))
            // The library reads only, but its type says otherwise.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: base)
            stream.pointee.avail_in = UInt32(piece.count)
            try pump(packed)
        }
    }

    /// The input is at its end.
    func finish(_ packed: (UnsafeRawBufferPointer) throws(Fault) -> Void) throws(Fault) {
        stream.pointee.end_of_stream = 1
        try pump(packed)
    }

    private func pump(_ packed: (UnsafeRawBufferPointer) throws(Fault) -> Void) throws(Fault) {
        repeat {
            stream.pointee.next_out = output
            stream.pointee.avail_out = UInt32(Deflater.room)
            let result = isal_deflate(stream)
            guard result == COMP_OK else {
                throw Fault(.zipDamaged, .stop, "packing failed (isal_deflate: \(result))")
            }
            let count = Deflater.room - Int(stream.pointee.avail_out)
            if count > 0 { try packed(UnsafeRawBufferPointer(start: output, count: count)) }
        } while stream.pointee.avail_out == 0
    }
}
