import Exchange

@testable import Transports

/// Says what it was given, a piece for each request, and ends when it has nothing more to say.
final class ReplayChannel: ByteChannel {
    private let pieces: [[UInt8]]
    private var asked = PacketCounter()
    private var said = 0
    /// How much of the piece in turn was taken.
    private var taken = 0
    /// Reads and waits that brought nothing: a client that goes on without end is found by them.
    private(set) var idleTurns = 0
    let facts: [PlaceFact] = []
    let remarks: [String] = []

    init(_ pieces: [[UInt8]]) { self.pieces = pieces }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int {
        asked.take(bytes)
        return bytes.count
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        while said < min(asked.whole, pieces.count) {
            let piece = pieces[said]
            let count = min(piece.count - taken, buffer.count)
            if count > 0 { piece[taken..<taken + count].withUnsafeBytes { buffer.copyMemory(from: $0) } }
            taken += count
            if taken == piece.count {
                said += 1
                taken = 0
            }
            if count > 0 { return count }
        }
        idleTurns += 1
        guard said < pieces.count, idleTurns < 10_000 else { throw Conversation.lost("the server") }
        return 0
    }

    func wait(toWrite: Bool, milliseconds: Int) throws(Fault) -> Bool {
        idleTurns += 1
        // Nothing is said unasked: who waits now waits for ever.
        guard said < min(asked.whole, pieces.count), idleTurns < 10_000 else { throw Conversation.lost("the server") }
        return true
    }

    func close() {}
}
