import Exchange

/// The answer to `statvfs@openssh.com` (OpenSSH's PROTOCOL, section 4.3).
enum FreeSpace {
    /// Bytes free for us; nil where the server does not tell.
    static func read(_ reply: inout Reply) throws(Fault) -> Int? {
        guard reply.kind == PacketKind.extendedReply else {
            _ = try reply.status()
            return nil
        }
        _ = try reply.body.long()
        let unit = try reply.body.long()
        _ = try reply.body.long()
        _ = try reply.body.long()
        let blocks = try reply.body.long()
        let (bytes, overflow) = blocks.multipliedReportingOverflow(by: unit)
        return overflow ? Int.max : Int(exactly: bytes) ?? Int.max
    }
}
