import Exchange

/// The rows of a load between reading and writing: heads and bodies, one behind the other.
final class UserSpool {
    private let spool: any Spool
    private var buffer: [UInt8] = []
    private var flushed = 0

    private static let capacity = 256 << 10

    init(_ spool: any Spool) { self.spool = spool }

    /// Where the next one will begin.
    var end: Int { flushed + buffer.count }

    /// Answers where it begins.
    func append(_ head: UserHead, _ user: borrowing UserRecord) throws(Fault) -> Int {
        let start = end
        let most = UserHead.size + UserBody.most(user.ranges)
        if buffer.count + most > UserSpool.capacity { try flush() }
        var head = head
        let place = buffer.count
        buffer.reserveCapacity(max(UserSpool.capacity, most))
        buffer.append(contentsOf: repeatElement(0, count: most))
        var size = 0
        buffer.withUnsafeMutableBytes { all in
            user.bytes.withUnsafeBufferPointer { bytes in
                user.ranges.withUnsafeBufferPointer { ranges in
                    guard let base = all.baseAddress, let bytes = bytes.baseAddress else { return }
                    let body = (base + place + UserHead.size).assumingMemoryBound(to: UInt8.self)
                    size = UserBody.write(bytes, ranges, to: body)
                    head.body = UInt32(clamping: size)
                    head.write(to: base + place)
                }
            }
        }
        buffer.removeLast(most - UserHead.size - size)
        return start
    }

    /// A row of which nothing is known but where it stands.
    func append(_ head: UserHead) throws(Fault) -> Int {
        let start = end
        if buffer.count + UserHead.size > UserSpool.capacity { try flush() }
        let place = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: UserHead.size))
        buffer.withUnsafeMutableBytes { all in
            if let base = all.baseAddress { head.write(to: base + place) }
        }
        return start
    }

    /// Everything appended can be read when this returns.
    func flush() throws(Fault) {
        if buffer.isEmpty { return }
        try buffer.withUnsafeBufferPointer { bytes throws(Fault) in try spool.append(UnsafeRawBufferPointer(bytes)) }
        flushed += buffer.count
        buffer.removeAll(keepingCapacity: true)
    }

    func read(into place: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        if offset + place.count > flushed { try flush() }
        return try spool.read(into: place, at: offset)
    }
}
