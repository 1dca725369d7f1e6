import Exchange

/// The rows of a load between reading and writing: heads and bodies, one behind the other.
final class UserSpool {
    private let spool: any Spool
    /// A plain piece of memory: rows are written straight into it.
    private var buffer: UnsafeMutableRawBufferPointer
    private var held = 0
    private var flushed = 0

    private static let capacity = 256 << 10

    init(_ spool: any Spool) {
        self.spool = spool
        buffer = .allocate(byteCount: UserSpool.capacity, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// Where the next one will begin.
    var end: Int { flushed + held }

    /// Answers where it begins.
    func append(_ head: UserHead, _ user: borrowing UserRecord) throws(Fault) -> Int {
        let place = try room(UserHead.size + UserBody.most(user.ranges))
        let start = end
        var size = 0
        user.bytes.withUnsafeBufferPointer { bytes in
            user.ranges.withUnsafeBufferPointer { ranges in
                guard let bytes = bytes.baseAddress else { return }
                let body = (place + UserHead.size).assumingMemoryBound(to: UInt8.self)
                size = UserBody.write(bytes, ranges, to: body)
            }
        }
        var head = head
        head.body = UInt32(clamping: size)
        head.write(to: place)
        held += UserHead.size + size
        return start
    }

    /// A row of which nothing is known but where it stands.
    func append(_ head: UserHead) throws(Fault) -> Int {
        let place = try room(UserHead.size)
        let start = end
        head.write(to: place)
        held += UserHead.size
        return start
    }

    /// So many bytes behind what is held.
    private func room(_ size: Int) throws(Fault) -> UnsafeMutableRawPointer {
        if held + size > buffer.count { try flush() }
        if size > buffer.count {
            buffer.deallocate()
            buffer = .allocate(byteCount: size, alignment: 16)
        }
        guard let base = buffer.baseAddress else { preconditionFailure("a buffer has room") }
        return base + held
    }

    /// Everything appended can be read when this returns.
    func flush() throws(Fault) {
        if held == 0 { return }
        try spool.append(UnsafeRawBufferPointer(rebasing: buffer[..<held]))
        flushed += held
        held = 0
    }

    func read(into place: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        if offset + place.count > flushed { try flush() }
        return try spool.read(into: place, at: offset)
    }
}
