import Exchange

@testable import Transports

/// Counts packets in a stream whose bytes come in any pieces.
struct PacketCounter {
    private(set) var whole = 0
    private var rest: [UInt8] = []
    private var skip = 0

    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        var at = 0
        while at < bytes.count {
            if skip > 0 {
                let step = min(skip, bytes.count - at)
                skip -= step
                at += step
                if skip == 0 { whole += 1 }
                continue
            }
            rest.append(bytes[at])
            at += 1
            guard rest.count == 4 else { continue }
            skip = rest.reduce(0) { $0 << 8 | Int($1) }
            rest = []
        }
    }
}

/// Keeps what an honest server says, a packet at a time, so that it can be said again without the server.
///
/// A read waits for the next reply where one is owed: the client then asks in the same order each time.
final class PacketTap: ByteChannel {
    private let inner: any ByteChannel
    private var asked = PacketCounter()
    private var pending: [UInt8] = []
    private(set) var packets: [[UInt8]] = []
    let facts: [PlaceFact] = []
    let remarks: [String] = []

    init(_ inner: any ByteChannel) { self.inner = inner }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int {
        let put = try inner.write(bytes)
        asked.take(UnsafeRawBufferPointer(rebasing: bytes[..<put]))
        return put
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        guard packets.count < asked.whole else { return 0 }
        while true {
            if let packet = cut() {
                packets.append(packet)
                packet.withUnsafeBytes { buffer.copyMemory(from: $0) }
                return packet.count
            }
            _ = try inner.wait(toWrite: false, milliseconds: 5000)
            let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
            defer { room.deallocate() }
            let got = try inner.read(into: room)
            pending += room[..<got]
        }
    }

    private func cut() -> [UInt8]? {
        guard pending.count >= 4 else { return nil }
        let length = 4 + pending[..<4].reduce(0) { $0 << 8 | Int($1) }
        guard pending.count >= length else { return nil }
        defer { pending.removeFirst(length) }
        return Array(pending[..<length])
    }

    func wait(toWrite: Bool, milliseconds: Int) throws(Fault) -> Bool { true }
    func close() { inner.close() }
}
