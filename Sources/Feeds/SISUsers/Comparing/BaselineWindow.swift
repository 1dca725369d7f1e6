import Exchange

/// A look into a baseline: one user at a time, in order or anywhere.
struct BaselineWindow {
    private let file: any StagedFile
    private let size: Int
    private let slots: Int
    private var held = 0..<0
    /// The values as the baseline names them.
    private(set) var user: UserRecord
    /// Where the body lies in `user.bytes`.
    private(set) var body = 0..<0
    private(set) var origin = BaselineOrigin(line: 0)
    /// Where the next user begins.
    private(set) var next = 0

    init(_ file: any StagedFile, slots: Int, size: Int) {
        self.file = file
        self.slots = slots
        self.size = size
        user = UserRecord(slots: slots)
    }

    /// The user that begins at `offset`; false at the end.
    mutating func load(_ offset: Int) throws(Fault) -> Bool {
        if offset == file.size { return false }
        try demand(offset, BaselineWriter.headSize)
        var at = offset - held.lowerBound
        let (count, from) = user.bytes.withUnsafeBytes { all in
            (
                Int(all.loadUnaligned(fromByteOffset: at, as: UInt32.self)),
                BaselineOrigin(at: UnsafeRawBufferPointer(rebasing: all[(at + 4)...]))
            )
        }
        origin = from
        try demand(offset, BaselineWriter.headSize + count)
        at = offset - held.lowerBound + BaselineWriter.headSize
        body = at..<at + count
        next = offset + BaselineWriter.headSize + count
        let body = body
        let isWhole = user.spread { bytes, ranges in
            UserBody.read(bytes, body.lowerBound, body.upperBound, into: ranges)
        }
        if !isWhole { throw BaselineWindow.damaged }
        return true
    }

    private mutating func demand(_ offset: Int, _ count: Int) throws(Fault) {
        if offset >= held.lowerBound, offset + count <= held.upperBound { return }
        guard offset + count <= file.size else { throw BaselineWindow.damaged }
        let wanted = min(max(size, count), file.size - offset)
        if user.bytes.count < wanted + UserRecord.slack {
            user.bytes += [UInt8](repeating: 0x20, count: wanted + UserRecord.slack - user.bytes.count)
        }
        let file = file
        let filled = try user.bytes.fill(wanted, from: offset) { place, offset throws(Fault) in
            try file.read(into: place, at: offset)
        }
        held = offset..<offset + filled
        if filled < count { throw BaselineWindow.damaged }
    }

    static var damaged: Fault {
        Fault(.sisBaseline, .stop, "The last delivered load that was kept for comparison cannot be read.")
    }
}
