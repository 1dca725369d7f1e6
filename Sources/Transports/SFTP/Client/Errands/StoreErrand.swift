import Exchange
import Machine

/// One file, from here to the server, under a name that must not exist; flushed to the server's disk where it can be.
final class StoreErrand: Errand {
    private enum Tag {
        static let open = -1, write = -2, flush = -3, size = -4, close = -5, look = -6, space = -7, mode = -8
    }

    private let path: RemotePath
    private let folder: RemotePath
    private let source: any StagedFile
    private let chunk: Int
    private var offset: Int
    private let start: Int
    private let isFlushed: Bool
    private let server: ServerGreeting
    private let mode: UInt32?
    private var handle: [UInt8]?
    private var owed = 0
    private var isChecking = false
    private var isClosing = false
    private var fault: Fault?
    private(set) var fate: Result<Int, Fault>?
    private(set) var isOver = false

    init(
        _ item: StoreItem, _ path: RemotePath, in folder: RemotePath, chunk: Int, mode: UInt32?,
        _ server: ServerGreeting
    ) {
        self.path = path
        self.folder = folder
        self.chunk = chunk
        self.server = server
        self.mode = mode
        source = item.source
        start = item.start
        isFlushed = item.isFlushed
        offset = item.start
    }

    func begin(_ talk: Conversation) throws(Fault) {
        let mode = start == 0 ? OpenMode.write | OpenMode.create | OpenMode.exclusively : OpenMode.write
        try ask(talk, Tag.open, PacketKind.open) { out in
            out.text(self.path.remote)
            out.word(mode)
            out.word(0)
        }
    }

    func more(_ talk: Conversation) throws(Fault) -> Bool {
        guard let handle, fault == nil else { return false }
        while talk.hasRoom, offset < source.size, fault == nil {
            try talk.going()
            try write(handle, talk)
        }
        if server.isOpenSSH, fault == nil { try settle(talk) }
        return offset < source.size
    }

    private func write(_ handle: [UInt8], _ talk: Conversation) throws(Fault) {
        let length = min(chunk, source.size - offset)
        var trouble: Fault?
        do throws(Fault) {
            owed += 1
            try talk.ask(self, Tag.write, PacketKind.write) { out throws(Fault) in
                out.bytes(handle)
                out.long(offset)
                let got = try out.filled(atMost: length) { buffer throws(Fault) in
                    try source.read(into: buffer, at: offset)
                }
                guard got == length else {
                    throw Fault(
                        .machineFile, .stop, "\(source.name) is shorter than it was; it was not sent.",
                        context: ["path": source.name])
                }
            }
            offset += length
        } catch { trouble = error }
        guard let trouble else { return }
        owed -= 1
        // The source's own fault, which is this item's fate as it is.
        fault = trouble
        try settle(talk)
    }

    func take(_ tag: Int, _ reply: Reply, _ talk: Conversation) throws(Fault) {
        owed -= 1
        var reply = reply
        switch tag {
        case Tag.open: try opened(&reply, talk)
        case Tag.write: try wrote(&reply, talk)
        case Tag.flush: try flushed(&reply)
        case Tag.mode: try permitted(&reply)
        case Tag.size: try measured(reply)
        case Tag.close: try closed(&reply)
        case Tag.look: try looked(reply)
        default: try sawSpace(&reply)
        }
        try settle(talk)
    }

    private func opened(_ reply: inout Reply, _ talk: Conversation) throws(Fault) {
        if reply.kind == PacketKind.handle {
            handle = try reply.handle()
            return
        }
        let status = try reply.status()
        fault = path.refused("create", status)
        if status.isMissing {
            if start == 0 { fault = folder.noFolder() }
            return
        }
        // Servers have one word for "exists" and all else: a look tells them apart.
        try ask(talk, Tag.look, PacketKind.lookAtLink) { $0.text(self.path.remote) }
    }

    private func looked(_ reply: Reply) throws(Fault) {
        if case .success(.some) = try LookErrand.read(reply, path), start == 0 { fault = path.exists() }
    }

    private func wrote(_ reply: inout Reply, _ talk: Conversation) throws(Fault) {
        let status = try reply.status()
        guard !status.isFine, fault == nil else { return }
        fault = path.unwritten("write", status)
        guard status.code == ServerStatus.failure, server.has(ServerGreeting.space) else { return }
        try ask(talk, Tag.space, PacketKind.extended) { out in
            out.text(ServerGreeting.space)
            out.text(self.folder.remote)
        }
    }

    /// Less room than the next packet needs: the disk is full, whatever words the server has for it.
    private func sawSpace(_ reply: inout Reply) throws(Fault) {
        guard let free = try FreeSpace.read(&reply), free < 1 << 20 else { return }
        fault = path.full("write", ServerStatus(code: ServerStatus.failure, text: "\(free) bytes are free"))
    }

    private func flushed(_ reply: inout Reply) throws(Fault) {
        let status = try reply.status()
        if !status.isFine { note(path.refused("flush", status)) }
    }

    private func permitted(_ reply: inout Reply) throws(Fault) {
        let status = try reply.status()
        if !status.isFine { note(path.refused("set the permissions of", status)) }
    }

    private func measured(_ reply: Reply) throws(Fault) {
        switch try LookErrand.read(reply, path) {
        case .failure(let refusal): note(refusal)
        case .success(let found):
            guard let size = found?.size else {
                return note(
                    path.truncated("has no size that the server would tell; it cannot be known to be whole."))
            }
            if size == source.size { return }
            note(path.truncated("has \(size) bytes on the server instead of \(source.size)."))
        }
    }

    /// Quotas and network disks say it last.
    private func closed(_ reply: inout Reply) throws(Fault) {
        let status = try reply.status()
        if !status.isFine { note(path.unwritten("finish", status)) }
    }

    private func note(_ found: Fault) { if fault == nil { fault = found } }

    private func settle(_ talk: Conversation) throws(Fault) {
        guard let handle else {
            if fault != nil, owed == 0 { finish() }
            return
        }
        if fault == nil, offset < source.size { return }
        // OpenSSH does one thing after the other, so what follows the last byte need not wait for its answer.
        guard owed == 0 || (server.isOpenSSH && fault == nil && !isClosing) else { return }
        if isClosing { return finish() }
        if fault == nil, !isChecking {
            isChecking = true
            if let mode {
                // The server's own mask does not touch what is set afterwards.
                try ask(talk, Tag.mode, PacketKind.setOnHandle) { out in
                    out.bytes(handle)
                    out.word(Attributes.permissionsFlag)
                    out.word(mode)
                }
            }
            if isFlushed, server.has(ServerGreeting.flush) {
                try ask(talk, Tag.flush, PacketKind.extended) { out in
                    out.text(ServerGreeting.flush)
                    out.bytes(handle)
                }
            }
            try ask(talk, Tag.size, PacketKind.lookAtHandle) { $0.bytes(handle) }
        }
        isClosing = true
        try ask(talk, Tag.close, PacketKind.close) { $0.bytes(handle) }
    }

    private func finish() {
        fate = fault.map { .failure($0) } ?? .success(source.size)
        isOver = true
    }

    private func ask(
        _ talk: Conversation, _ tag: Int, _ kind: UInt8, _ build: (OutBuffer) -> Void
    ) throws(Fault) {
        owed += 1
        try talk.ask(self, tag, kind) { out throws(Fault) in build(out) }
    }
}
