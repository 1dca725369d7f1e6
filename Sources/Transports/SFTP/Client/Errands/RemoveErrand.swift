import Exchange

/// One file removed; what is not there is removed already.
final class RemoveErrand: Errand {
    private let path: RemotePath
    private var refusal: ServerStatus?
    private(set) var fate: Result<Void, Fault>?

    init(_ path: RemotePath) { self.path = path }

    var isOver: Bool { fate != nil }

    func begin(_ talk: Conversation) throws(Fault) {
        try talk.ask(self, 0, PacketKind.remove) { out throws(Fault) in out.text(path.remote) }
    }

    func take(_ tag: Int, _ reply: Reply, _ talk: Conversation) throws(Fault) {
        if let refusal {
            fate = try looked(reply, after: refusal)
            return
        }
        var reply = reply
        let status = try reply.status()
        if status.isFine || status.isMissing {
            fate = .success(())
            return
        }
        refusal = status
        try talk.ask(self, 0, PacketKind.lookAtLink) { out throws(Fault) in out.text(path.remote) }
    }

    private func looked(_ reply: Reply, after refusal: ServerStatus) throws(Fault) -> Result<Void, Fault> {
        guard case .success(let found) = try LookErrand.read(reply, path) else {
            return .failure(path.refused("remove", refusal))
        }
        guard let found else { return .success(()) }
        return .failure(found.kind == .folder ? path.notAFile() : path.refused("remove", refusal))
    }
}
