import Exchange

/// How much a server takes at once (`limits@openssh.com`), within what makes sense: an absurd answer changes nothing.
struct ServerLimits {
    /// Bytes asked for, and sent, in one packet.
    let read: Int
    let write: Int
    /// Files open at once.
    let width: Int

    /// What every server of version 3 takes (section 3).
    static let plain = ServerLimits(read: 32_768, write: 32_768, width: 64)
    /// OpenSSH takes 256 KiB, the packet's own fields included.
    private static let most = 261_120

    var words: String { "\(read) bytes a read, \(write) a write, \(width) files at once" }

    /// Nil where the server does not know the question.
    static func question(_ talk: Conversation) -> AskErrand<ServerLimits>? {
        guard talk.server.has(ServerGreeting.limits) else { return nil }
        return AskErrand<ServerLimits>(PacketKind.extended) {
            $0.text(ServerGreeting.limits)
        } _: {
            reply throws(Fault) in
            guard reply.kind == PacketKind.extendedReply else {
                _ = try reply.status()
                return plain
            }
            _ = try reply.body.long()
            let read = try reply.body.long()
            let write = try reply.body.long()
            let handles = try reply.body.long()
            return ServerLimits(
                read: bounded(read), write: bounded(write),
                width: handles == 0 ? 64 : Int(min(max(handles, 2) / 2, 128)))
        }
    }

    private static func bounded(_ said: UInt64) -> Int {
        said == 0 ? plain.read : Int(min(max(said, 512), UInt64(most)))
    }
}
