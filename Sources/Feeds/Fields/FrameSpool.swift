import Exchange
import Rules

/// Keeps records of a shape with one level in a scratch file, to be read again in any order.
final class FrameSpool {
    private let spool: any Spool
    private let shape: RecordShape
    private var bytes: [UInt8] = []

    init(_ spool: any Spool, _ shape: RecordShape) {
        self.spool = spool
        self.shape = shape
    }

    /// Where it stands.
    func append(_ frame: RecordFrame) throws(Fault) -> Int {
        let start = spool.count
        bytes.removeAll(keepingCapacity: true)
        for field in shape.fields.indices { put(frame.bytes(field).count) }
        for field in shape.fields.indices { bytes.append(contentsOf: frame.bytes(field)) }
        var length: [UInt8] = []
        swap(&length, &bytes)
        put(length.count)
        length.insert(contentsOf: bytes, at: 0)
        try length.withUnsafeBufferPointer { bytes throws(Fault) in try spool.append(UnsafeRawBufferPointer(bytes)) }
        bytes = length
        return start
    }

    func load(_ place: Int, into frame: inout RecordFrame) throws(Fault) {
        try fill(4, from: place)
        let count = number(at: 0)
        try fill(count, from: place + 4)
        frame.enter(0)
        var at = shape.fields.count * 4
        for field in shape.fields.indices {
            let length = number(at: field * 4)
            frame.set(field, bytes[at..<at + length])
            at += length
        }
    }

    private func put(_ number: Int) {
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    private func number(at place: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << ($1 * 8) }
    }

    private func fill(_ count: Int, from place: Int) throws(Fault) {
        bytes = [UInt8](repeating: 0, count: count)
        let filled = try bytes.fill(count, from: place) { room, offset throws(Fault) in
            try spool.read(into: room, at: offset)
        }
        if filled == count { return }
        throw Fault(.fieldSpool, .stop, "The scratch file ends at byte \(place + filled), within a record.")
    }
}
