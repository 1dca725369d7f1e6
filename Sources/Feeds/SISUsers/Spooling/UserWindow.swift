import Exchange
import Formats

/// A look into the spool: one user at a time, its values where they lie in a piece of the spool read at once.
struct UserWindow {
    private let spool: UserSpool
    private let slots: Int
    private let size: Int
    /// Which part of the spool `user.bytes` holds.
    private var held = 0..<0
    private(set) var user: UserRecord
    private(set) var head = UserHead()
    /// Where the body lies in `user.bytes`.
    private(set) var body = 0..<0

    /// `size`: how much is read at once; much for reading in order, little for single users.
    init(_ spool: UserSpool, slots: Int, size: Int) {
        self.spool = spool
        self.slots = slots
        self.size = size
        user = UserRecord(slots: slots)
    }

    static func inOrder(_ spool: UserSpool, slots: Int) -> UserWindow {
        UserWindow(spool, slots: slots, size: 256 << 10)
    }

    static func single(_ spool: UserSpool, slots: Int) -> UserWindow { UserWindow(spool, slots: slots, size: 4 << 10) }

    /// The user that begins at `offset`.
    mutating func load(_ offset: Int) throws(Fault) {
        try demand(offset, UserHead.size)
        var at = offset - held.lowerBound
        head = user.bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress else { return UserHead() }
            return UserHead(at: base + at)
        }
        let count = Int(head.body)
        try demand(offset, UserHead.size + count)
        at = offset - held.lowerBound + UserHead.size
        body = at..<at + count
        if count == 0 {
            for slot in user.ranges.indices { user.ranges[slot] = 0..<0 }
        } else if !spread() {
            throw Fault(.sisSpool, .stop, "The scratch file of this run does not hold what was written into it.")
        }
        let isPlain = head.flags.contains(.plain)
        user.glance = .init(isLegal: isPlain, isPlain: isPlain)
    }

    private mutating func spread() -> Bool {
        let body = body
        return user.spread { bytes, ranges in UserBody.read(bytes, body.lowerBound, body.upperBound, into: ranges) }
    }

    /// Sees to it that so many bytes from `offset` are held.
    private mutating func demand(_ offset: Int, _ count: Int) throws(Fault) {
        if offset >= held.lowerBound, offset + count <= held.upperBound { return }
        let wanted = max(size, count)
        if user.bytes.count < wanted + UserRecord.slack {
            user.bytes += [UInt8](repeating: 0x20, count: wanted + UserRecord.slack - user.bytes.count)
        }
        let spool = spool
        let filled = try user.bytes.fill(wanted, from: offset) { place, offset throws(Fault) in
            try spool.read(into: place, at: offset)
        }
        held = offset..<offset + filled
        if filled < count {
            throw Fault(.sisSpool, .stop, "The scratch file of this run is shorter than what was written into it.")
        }
    }
}
