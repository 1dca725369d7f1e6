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

    /// Bytes to ask for at once. Small pieces keep a near server, the channel and us at work at the same time: with 256 KiB
    /// each waits for the other (measured: 5.5 s instead of 3.3 for 1 GiB by libssh2). At a distance larger ones keep more
    /// under way.
    func piece(roundTrip: Double) -> Int { min(read, roundTrip < 0.005 ? 32 << 10 : 64 << 10) }

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
                width: handles == 0 ? 64 : Int(min(max(handles, 2) / 2, 256)))
        }
    }

    private static func bounded(_ said: UInt64) -> Int {
        said == 0 ? plain.read : Int(min(max(said, 512), UInt64(most)))
    }
}
