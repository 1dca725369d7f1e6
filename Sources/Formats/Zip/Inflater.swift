import CISAL
import Exchange

/// Unpacks raw deflate (RFC 1951). Owns the library's state and buffer.
final class Inflater {
    /// What came of a piece of packed bytes.
    enum Outcome: Equatable {
        case more
        /// The stream has ended; so many bytes of the piece do not belong to it.
        case ended(unused: Int)
        case invalid
    }

    private static let room = 256 << 10

    private let state: UnsafeMutablePointer<inflate_state>
    private let output: UnsafeMutablePointer<UInt8>
    private(set) var crc: UInt32 = 0
    private(set) var count = 0

    init() {
        state = .allocate(capacity: 1)
        output = .allocate(capacity: Inflater.room)
        restart()
    }

    deinit {
        state.deallocate()
        output.deallocate()
    }

    func restart() {
        isal_inflate_init(state)
        crc = 0
        count = 0
    }

    /// Takes a piece (at most 1 GiB) and hands on what it unpacks to.
    func take(
        _ bytes: UnsafeBufferPointer<UInt8>, _ inflated: (UnsafeRawBufferPointer) throws(Fault) -> Void
    ) throws(Fault) -> Outcome {
        state.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        state.pointee.avail_in = UInt32(bytes.count)
        repeat {
            let before = state.pointee.avail_in
            state.pointee.next_out = output
            state.pointee.avail_out = UInt32(Inflater.room)
            let result = isal_inflate(state)
            let produced = Inflater.room - Int(state.pointee.avail_out)
            crc = crc32_gzip_refl(crc, output, UInt64(produced))
            count += produced
            if produced > 0 { try inflated(UnsafeRawBufferPointer(start: output, count: produced)) }
            let isStuck = produced == 0 && before > 0 && state.pointee.avail_in == before
            if result < 0 { return .invalid }
            if state.pointee.block_state == ISAL_BLOCK_FINISH { return .ended(unused: unused) }
            if isStuck { return .invalid }
        } while state.pointee.avail_out == 0 || state.pointee.avail_in > 0
        return .more
    }

    /// Bytes given but not used, those already in the library's bit buffer included.
    private var unused: Int { Int(state.pointee.avail_in) + Int(state.pointee.read_in_length) / 8 }
}
