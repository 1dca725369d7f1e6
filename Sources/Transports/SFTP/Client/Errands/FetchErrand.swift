import Exchange

/// One file, from the server into a sink: in order, whole, and only if it did not change meanwhile.
///
/// Its size is taken from the open file, every byte up to there is asked for, the next one behind it must not exist, and
/// the file must look the same afterwards. A server that ends too early, sends too much or says another size than it
/// has is `place.truncated` or `place.protocol`, never a file.
final class FetchErrand: Errand {
    private enum Tag { static let look = -1, open = -2, size = -3, behind = -4, again = -5, close = -6 }

    private let path: RemotePath
    private let sink: any ByteSink
    private let start: Int
    private let limit: Int?
    private var handle: [UInt8]?
    private var before: Attributes?
    /// The size it had before it was opened: enough to begin reading.
    private var guess: Int?
    private var window: ReadWindow
    private var owed = 0
    private var isChecking = false
    private var isClosing = false
    private(set) var fate: Result<Int, Fault>?
    private var fault: Fault?
    private(set) var isOver = false

    init(_ item: FetchItem, _ path: RemotePath, chunk: Int) {
        self.path = path
        sink = item.sink
        start = item.start
        limit = item.limit
        window = ReadWindow(from: item.start, chunk: chunk)
    }

    func begin(_ talk: Conversation) throws(Fault) {
        try ask(talk, Tag.look, PacketKind.lookAtLink) { $0.text(self.path.remote) }
    }

    func more(_ talk: Conversation) throws(Fault) -> Bool {
        guard let handle, fault == nil, before != nil || guess != nil else { return false }
        while talk.hasRoom, let piece = window.next() {
            try ask(talk, piece.number, PacketKind.read) { out in
                out.bytes(handle)
                out.long(piece.offset)
                out.word(UInt32(piece.length))
            }
        }
        return true
    }

    func take(_ tag: Int, _ reply: Reply, _ talk: Conversation) throws(Fault) {
        owed -= 1
        var reply = reply
        switch tag {
        case Tag.look: try looked(reply, talk)
        case Tag.open: try opened(&reply, talk)
        case Tag.size: try measured(reply)
        case Tag.behind: try sawBehind(&reply)
        case Tag.again: try lookedAgain(reply)
        // The bytes are here; closing what was only read cannot spoil them.
        case Tag.close: _ = try reply.status()
        default: try piece(tag, &reply, talk)
        }
        try settle(talk)
    }

    /// Links lead anywhere, and a pipe would keep the server waiting for ever: neither is opened.
    private func looked(_ reply: Reply, _ talk: Conversation) throws(Fault) {
        switch try LookErrand.read(reply, path) {
        case .failure(let refusal): fault = refusal
        case .success(nil): fault = path.missing()
        case .success(.some(let found)):
            guard found.entry("").kind == .file else {
                fault = path.notAFile()
                return
            }
            if talk.server.isOpenSSH, limit == nil, start == 0 { guess = found.size }
            try ask(talk, Tag.open, PacketKind.open) { out in
                out.text(self.path.remote)
                out.word(OpenMode.read)
                out.word(0)
            }
        }
    }

    private func opened(_ reply: inout Reply, _ talk: Conversation) throws(Fault) {
        guard reply.kind == PacketKind.handle else {
            fault = path.refused("open", try reply.status())
            return
        }
        let handle = try reply.handle()
        self.handle = handle
        if let guess { window.end = guess }
        try ask(talk, Tag.size, PacketKind.lookAtHandle) { $0.bytes(handle) }
    }

    private func measured(_ reply: Reply) throws(Fault) {
        switch try LookErrand.read(reply, path) {
        case .failure(let refusal): fault = refusal
        case .success(let found):
            guard let found, let size = found.size else {
                fault = path.truncated("has no size that the server would tell; it cannot be known to be whole.")
                return
            }
            guard found.kind == nil || found.kind == .file else {
                fault = path.notAFile()
                return
            }
            guard guess == nil || guess == size else {
                fault = path.truncated("changed while it was opened; it is not finished.")
                return
            }
            guard size >= start else {
                fault = path.truncated("is shorter than what was fetched of it before.")
                return
            }
            before = found
            window.end = limit.map { min(size, start + $0) } ?? size
        }
    }

    private func piece(_ number: Int, _ reply: inout Reply, _ talk: Conversation) throws(Fault) {
        guard reply.kind == PacketKind.data else {
            let status = try reply.status()
            guard fault == nil else { return }
            fault =
                status.code == ServerStatus.end
                ? path.truncated("ended before its size; nothing of it was taken.") : path.refused("read", status)
            return
        }
        let bytes = try reply.body.string()
        guard fault == nil else { return }
        let rest: ReadWindow.Piece?
        do throws(Fault) { rest = try window.take(number, bytes, into: sink, reply.body) } catch {
            if error.code == .placeProtocol { throw error }
            // The sink's own fault: this item is over, and the others go on.
            fault = error
            return
        }
        guard let rest, let handle else { return }
        try ask(talk, rest.number, PacketKind.read) { out in
            out.bytes(handle)
            out.long(rest.offset)
            out.word(UInt32(rest.length))
        }
    }

    private func sawBehind(_ reply: inout Reply) throws(Fault) {
        if reply.kind == PacketKind.data { return note(path.truncated("grew while it was read; it is not finished.")) }
        let status = try reply.status()
        if status.code != ServerStatus.end { note(path.refused("read the end of", status)) }
    }

    private func lookedAgain(_ reply: Reply) throws(Fault) {
        switch try LookErrand.read(reply, path) {
        case .failure(let refusal): note(refusal)
        case .success(let after):
            guard after?.size == before?.size, after?.modified == before?.modified else {
                return note(path.truncated("changed while it was read; it is not finished."))
            }
        }
    }

    private func note(_ found: Fault) { if fault == nil { fault = found } }

    /// What follows once nothing is owed: a look behind the end and at the file, then the end.
    private func settle(_ talk: Conversation) throws(Fault) {
        guard owed == 0 else { return }
        guard let handle else {
            if fault != nil { finish() }
            return
        }
        if fault == nil, before == nil || !window.isDone { return }
        if !isChecking, fault == nil {
            isChecking = true
            if limit == nil {
                try ask(talk, Tag.behind, PacketKind.read) { out in
                    out.bytes(handle)
                    out.long(self.window.end)
                    out.word(1)
                }
            }
            try ask(talk, Tag.again, PacketKind.lookAtHandle) { $0.bytes(handle) }
            isClosing = true
            try ask(talk, Tag.close, PacketKind.close) { $0.bytes(handle) }
        } else if !isClosing {
            isClosing = true
            try ask(talk, Tag.close, PacketKind.close) { $0.bytes(handle) }
        } else {
            finish()
        }
    }

    private func finish() {
        fate = fault.map { .failure($0) } ?? .success(window.end)
        isOver = true
    }

    private func ask(
        _ talk: Conversation, _ tag: Int, _ kind: UInt8, _ build: (OutBuffer) -> Void
    ) throws(Fault) {
        owed += 1
        try talk.ask(self, tag, kind) { out throws(Fault) in build(out) }
    }
}
