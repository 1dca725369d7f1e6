import Exchange

/// A folder's entries, as they come: several requests for the next part are under way at once, and no more is kept than
/// one turn brought.
final class ListErrand: Errand {
    private enum Tag { static let open = 0, read = 1, close = 2 }

    private let folder: RemotePath
    private var handle: [UInt8]?
    private var owed = 0
    /// There may be more to ask for.
    private var wantsMore = true
    /// Nobody wants what still comes. Not so at the end of the folder: replies come in any order.
    private var isStopped = false
    private var emptyParts = 0
    private var entries = 0
    private(set) var isOver = false
    /// Why there is no listing.
    private(set) var fault: Fault?
    private var arrived: [Entry] = []

    /// Requests for parts under way: a part is 100 names with most servers.
    private static let ahead = 8
    /// No folder of a library has that many; a listing without end has.
    private static let entryLimit = 5_000_000

    init(_ folder: RemotePath) { self.folder = folder }

    /// What came since this was last asked.
    func drain() -> [Entry] {
        defer { arrived = [] }
        return arrived
    }

    /// No more is wanted.
    func stop(_ talk: Conversation) throws(Fault) {
        wantsMore = false
        isStopped = true
        try settle(talk)
    }

    func begin(_ talk: Conversation) throws(Fault) {
        owed = 1
        try talk.ask(self, Tag.open, PacketKind.openFolder) { out throws(Fault) in out.text(folder.remote) }
    }

    func more(_ talk: Conversation) throws(Fault) -> Bool {
        guard let handle, wantsMore else { return false }
        while owed < ListErrand.ahead, talk.hasRoom {
            owed += 1
            try talk.ask(self, Tag.read, PacketKind.readFolder) { out throws(Fault) in out.bytes(handle) }
        }
        return true
    }

    func take(_ tag: Int, _ reply: Reply, _ talk: Conversation) throws(Fault) {
        owed -= 1
        var reply = reply
        switch tag {
        case Tag.open: try opened(&reply)
        case Tag.read: try part(&reply)
        // Nobody minds whether a folder that was only read could be closed.
        default: _ = try reply.status()
        }
        try settle(talk)
    }

    private func opened(_ reply: inout Reply) throws(Fault) {
        if reply.kind == PacketKind.handle {
            handle = try reply.handle()
            return
        }
        wantsMore = false
        fault = folder.refused("list", try reply.status())
    }

    private func part(_ reply: inout Reply) throws(Fault) {
        if reply.kind == PacketKind.name { return try names(&reply) }
        let status = try reply.status()
        // What is said to those who ask on behind the end does not count.
        if status.code != ServerStatus.end, wantsMore { fault = folder.refused("list", status) }
        wantsMore = false
    }

    private func names(_ reply: inout Reply) throws(Fault) {
        let count = try reply.body.word()
        emptyParts = count == 0 ? emptyParts + 1 : 0
        guard emptyParts < 100 else { throw reply.body.nonsense("a listing of empty parts without an end") }
        for _ in 0..<count {
            let name = try reply.body.string()
            let longName = try reply.body.string()
            let attributes = try Attributes(&reply.body)
            guard !isStopped, fault == nil else { continue }
            guard let text = try ListErrand.name(name, reply.body) else { continue }
            entries += 1
            guard entries <= ListErrand.entryLimit else { throw reply.body.nonsense("a listing without an end") }
            arrived.append(attributes.entry(text, longName: longName.first))
        }
        // Later versions have one more byte here; anything longer is names that were not counted.
        guard reply.body.rest <= 1 else { throw reply.body.nonsense("more names than it counted") }
    }

    /// Nil for the folder itself and the one above. A name is one component: anything else would lead elsewhere.
    private static func name(_ bytes: UnsafeRawBufferPointer, _ body: PacketReader) throws(Fault) -> String? {
        if bytes.elementsEqual([0x2E]) || bytes.elementsEqual([0x2E, 0x2E]) { return nil }
        guard !bytes.isEmpty, bytes.count <= 4096, !bytes.contains(0x2F), !bytes.contains(0) else {
            let shown = PlacePath.readable(String(decoding: bytes.prefix(200), as: UTF8.self))
            throw body.nonsense("'\(shown)' as the name of a file (\(bytes.count) bytes)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func settle(_ talk: Conversation) throws(Fault) {
        guard !wantsMore, owed == 0, !isOver else { return }
        isOver = true
        // Nobody waits for the answer.
        if let handle {
            try talk.ask(self, Tag.close, PacketKind.close) { out throws(Fault) in out.bytes(handle) }
        }
    }
}

extension Reply {
    /// A handle: opaque, at most 256 bytes (section 4).
    mutating func handle() throws(Fault) -> [UInt8] {
        let found = try body.string()
        guard !found.isEmpty, found.count <= 256 else { throw body.nonsense("a handle of \(found.count) bytes") }
        return Array(found)
    }
}
