import Exchange
import Testing

@testable import Transports

@Suite struct `The window of a file being read` {
    private func take(
        _ bytes: [UInt8], _ number: Int, _ window: inout ReadWindow, _ sink: MemorySink
    ) throws(Fault) -> ReadWindow.Piece? {
        let body = PacketReader(UnsafeRawBufferPointer(start: nil, count: 0))
        return try bytes.withUnsafeBufferPointer { bytes throws(Fault) in
            try window.take(number, UnsafeRawBufferPointer(bytes), into: sink, body)
        }
    }

    @Test func `holds no more than its width, however slowly the first piece comes`() throws {
        var window = ReadWindow(from: 0, chunk: 100)
        window.end = 1 << 40
        let sink = MemorySink()
        let bytes = [UInt8](repeating: 7, count: 100)
        var asked = 0
        for _ in 0..<1000 {
            while let piece = window.next() {
                asked += 1
                guard piece.number > 0 else { continue }
                #expect(try take(bytes, piece.number, &window, sink) == nil)
            }
            if try take([7], 0, &window, sink) == nil { break }
            if sink.count == 50 { #expect(asked == 256) }
        }
        #expect(sink.count == 25_600 && asked == 256)
        #expect(window.next()?.offset == 25_600)
    }

    @Test func `puts pieces together whatever their order`() throws {
        let truth = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var window = ReadWindow(from: 0, chunk: 64)
        window.end = truth.count
        var pieces: [ReadWindow.Piece] = []
        while let piece = window.next() { pieces.append(piece) }
        let sink = MemorySink()
        for piece in pieces.reversed() {
            #expect(!window.isDone)
            let part = Array(truth[piece.offset..<piece.offset + piece.length])
            #expect(try take(part, piece.number, &window, sink) == nil)
        }
        #expect(window.isDone && sink.bytes == truth)
    }
}
