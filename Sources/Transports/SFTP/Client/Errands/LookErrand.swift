import Exchange

/// What stands under a path, links not followed; nil where nothing does.
final class LookErrand: Errand {
    private let path: RemotePath
    private(set) var fate: Result<Attributes?, Fault>?

    init(_ path: RemotePath) { self.path = path }

    var isOver: Bool { fate != nil }

    func begin(_ talk: Conversation) throws(Fault) {
        try talk.ask(self, 0, PacketKind.lookAtLink) { out throws(Fault) in out.text(path.remote) }
    }

    func take(_ tag: Int, _ reply: Reply, _ talk: Conversation) throws(Fault) {
        fate = try LookErrand.read(reply, path)
    }

    static func read(_ reply: Reply, _ path: RemotePath) throws(Fault) -> Result<Attributes?, Fault> {
        var reply = reply
        if reply.kind == PacketKind.attributes { return .success(try Attributes(&reply.body)) }
        let status = try reply.status()
        if status.isMissing { return .success(nil) }
        guard !status.isFine else { throw reply.unexpected() }
        return .failure(path.refused("look at", status))
    }
}
