import Exchange

/// One rename. Both ends are looked at first: servers have one word for all that can be wrong, and some replace a target
/// without being asked to.
final class RenameErrand: Errand {
    private enum Tag { static let from = 0, to = 1, rename = 2, check = 3 }

    private let from: RemotePath
    private let to: RemotePath
    private let replacing: Bool
    private let canReplace: Bool
    private var source: Attributes?
    private var target: Attributes?
    private var owed = 0
    private var fault: Fault?
    private(set) var fate: Result<Void, Fault>?

    init(_ from: RemotePath, _ to: RemotePath, replacing: Bool, canReplace: Bool) {
        self.from = from
        self.to = to
        self.replacing = replacing
        self.canReplace = canReplace
    }

    var isOver: Bool { fate != nil }

    func begin(_ talk: Conversation) throws(Fault) {
        owed = 2
        try talk.ask(self, Tag.from, PacketKind.lookAtLink) { out throws(Fault) in out.text(from.remote) }
        try talk.ask(self, Tag.to, PacketKind.lookAtLink) { out throws(Fault) in out.text(to.remote) }
    }

    func take(_ tag: Int, _ reply: Reply, _ talk: Conversation) throws(Fault) {
        owed -= 1
        var reply = reply
        switch tag {
        case Tag.from: source = try seen(reply, from)
        case Tag.to: target = try seen(reply, to)
        case Tag.rename: return try renamed(&reply, talk)
        default: return try checked(reply)
        }
        if owed == 0 { try decide(talk) }
    }

    private func seen(_ reply: Reply, _ path: RemotePath) throws(Fault) -> Attributes? {
        do throws(Fault) { return try LookErrand.read(reply, path).get() } catch {
            if fault == nil { fault = error }
            return nil
        }
    }

    private func decide(_ talk: Conversation) throws(Fault) {
        if let fault {
            fate = .failure(fault)
            return
        }
        guard let source else {
            fate = .failure(from.missing())
            return
        }
        if source.kind == .folder {
            fate = .failure(from.notAFile())
            return
        }
        if let target {
            guard replacing, target.kind != .folder else {
                fate = .failure(to.exists())
                return
            }
            if from.path == to.path {
                fate = .success(())
                return
            }
            guard canReplace else {
                fate = .failure(
                    Fault(
                        .placeRefused, .stop,
                        "The server cannot put a file in the place of '\(to.remote)' in one step; it was left alone.",
                        remedy: "Use 'conflict: version' or 'refuse' for this profile, or a name with {run} in it.",
                        context: ["path": to.path]))
                return
            }
            try ask(talk) { out in
                out.text(ServerGreeting.posixRename)
                out.text(self.from.remote)
                out.text(self.to.remote)
            }
        } else {
            try talk.ask(self, Tag.rename, PacketKind.rename) { out throws(Fault) in
                out.text(from.remote)
                out.text(to.remote)
            }
        }
    }

    private func ask(_ talk: Conversation, _ build: (OutBuffer) -> Void) throws(Fault) {
        try talk.ask(self, Tag.rename, PacketKind.extended) { out throws(Fault) in build(out) }
    }

    private func renamed(_ reply: inout Reply, _ talk: Conversation) throws(Fault) {
        let status = try reply.status()
        if status.isFine {
            fate = .success(())
            return
        }
        fault = to.refused("rename to", status)
        if status.code == ServerStatus.noSuchFile {
            fate = .failure(to.missing())
            return
        }
        // Somebody may have been faster with the name.
        try talk.ask(self, Tag.check, PacketKind.lookAtLink) { out throws(Fault) in out.text(to.remote) }
    }

    private func checked(_ reply: Reply) throws(Fault) {
        if case .success(.some(let found)) = try LookErrand.read(reply, to), !replacing || found.kind == .folder {
            fate = .failure(to.exists())
            return
        }
        fate = fault.map { .failure($0) } ?? .success(())
    }
}
