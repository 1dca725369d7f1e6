import Exchange

/// One rename. Servers have one word for all that can be wrong, so both ends are looked at: beforehand where the server
/// might replace a target without being asked to, afterwards where it is known to refuse.
final class RenameErrand: Errand {
    /// What the server's renames are like.
    struct Manners {
        /// A plain rename never replaces anything.
        let refuses: Bool
        /// It has a rename that replaces.
        let replaces: Bool
    }

    private enum Tag { static let from = 0, to = 1, rename = 2, check = 3 }

    private let from: RemotePath
    private let to: RemotePath
    private let replacing: Bool
    private let manners: Manners
    private var source: Attributes?
    private var target: Attributes?
    private var owed = 0
    /// What the server said when it was asked without a look before.
    private var refusal: Fault?
    private var fault: Fault?
    private(set) var fate: Result<Void, Fault>?

    init(_ from: RemotePath, _ to: RemotePath, replacing: Bool, _ manners: Manners) {
        self.from = from
        self.to = to
        self.replacing = replacing
        self.manners = manners
    }

    var isOver: Bool { fate != nil }

    func begin(_ talk: Conversation) throws(Fault) {
        if manners.refuses, !replacing, !from.path.isEmpty { try rename(talk) } else { try look(talk) }
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
        if owed > 0 { return }
        do throws(Fault) {
            try decide()
        } catch {
            fate = .failure(error)
            return
        }
        if isOntoItself { fate = .success(()) } else { try rename(talk) }
    }

    /// As bytes: to a server, two spellings of one text are two names.
    private var isOntoItself: Bool { from.path.utf8.elementsEqual(to.path.utf8) }

    private func look(_ talk: Conversation) throws(Fault) {
        owed = 2
        try talk.ask(self, Tag.from, PacketKind.lookAtLink) { out throws(Fault) in out.text(from.remote) }
        try talk.ask(self, Tag.to, PacketKind.lookAtLink) { out throws(Fault) in out.text(to.remote) }
    }

    private func rename(_ talk: Conversation) throws(Fault) {
        owed = 1
        let kind = target == nil ? PacketKind.rename : PacketKind.extended
        try talk.ask(self, Tag.rename, kind) { out throws(Fault) in
            if kind == PacketKind.extended { out.text(ServerGreeting.posixRename) }
            out.text(from.remote)
            out.text(to.remote)
        }
    }

    private func seen(_ reply: Reply, _ path: RemotePath) throws(Fault) -> Attributes? {
        switch try LookErrand.read(reply, path) {
        case .success(let found): return found
        case .failure(let found):
            if fault == nil { fault = found }
            return nil
        }
    }

    /// Throws why it is not to be, from what stands at both ends.
    private func decide() throws(Fault) {
        if let fault { throw fault }
        guard let source else { throw from.missing() }
        if source.kind == .folder { throw from.notAFile() }
        if let target {
            guard replacing, target.kind != .folder else { throw to.exists() }
            if !manners.replaces, !isOntoItself { throw cannotReplace() }
        }
        // Nothing is in the way, so the server had another reason.
        if let refusal { throw refusal }
    }

    private func cannotReplace() -> Fault {
        Fault(
            .placeRefused, .stop,
            "The server cannot put a file in the place of '\(to.remote)' in one step; it was left alone.",
            remedy: "Use 'conflict: version' or 'refuse' for this profile, or a name with {run} in it.",
            context: ["path": to.path])
    }

    private func renamed(_ reply: inout Reply, _ talk: Conversation) throws(Fault) {
        let status = try reply.status()
        if status.isFine {
            fate = .success(())
            return
        }
        refusal = to.refused("rename to", status)
        if source == nil { return try look(talk) }
        if status.isMissing {
            fate = .failure(to.missing())
            return
        }
        // Somebody may have been faster with the name.
        owed = 1
        try talk.ask(self, Tag.check, PacketKind.lookAtLink) { out throws(Fault) in out.text(to.remote) }
    }

    private func checked(_ reply: Reply) throws(Fault) {
        let isTaken =
            if case .success(.some(let found)) = try LookErrand.read(reply, to) {
                !replacing || found.kind == .folder
            } else { false }
        fate = .failure(isTaken ? to.exists() : refusal ?? to.missing())
    }
}
