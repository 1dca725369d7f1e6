import CSSH2
import Exchange
import Glibc

/// A conversation with an agent that holds keys (draft-miller-ssh-agent, sections 4.4 and 4.5). Spoken here, because
/// libssh2's own would wait for a hung agent for ever.
final class AgentConversation {
    struct Identity: Hashable, Sendable {
        let blob: [UInt8]
        let comment: String
        /// `ssh-ed25519`.
        let type: String
    }

    private let socket: Socket
    private let limit: TimeLimit
    private let path: String

    private static let answerLimit = 256 << 10

    /// `path` nil: the socket in SSH_AUTH_SOCK. Throws `sftp.agent`.
    init(_ path: String?, _ limit: TimeLimit) throws(Fault) {
        guard let path = path ?? getenv("SSH_AUTH_SOCK").map({ String(cString: $0) }), !path.isEmpty else {
            throw Fault(.sftpAgent, .stop, "The connection uses an agent's keys, but SSH_AUTH_SOCK is not set.")
        }
        let (socket, error) = Socket.setOut(toPath: path)
        guard let socket else {
            throw Fault(.sftpAgent, .stop, "No agent answers at \(path): \(Socket.words(error)).")
        }
        self.socket = socket
        self.limit = limit
        self.path = path
    }

    /// SSH_AGENTC_REQUEST_IDENTITIES.
    func identities() throws(Fault) -> [Identity] {
        var answer = WireBytes(try exchange([11])[...])
        guard answer.byte() == 12, let count = answer.number() else { throw broken() }
        var found: [Identity] = []
        while found.count < count, let blob = answer.string(), let comment = answer.string() {
            var key = WireBytes(blob)
            let type = key.string().map { Array($0).withUnsafeBytes { LibSSH2Faults.plain($0) } } ?? ""
            let words = Array(comment).withUnsafeBytes { LibSSH2Faults.plain($0) }
            found.append(Identity(blob: Array(blob), comment: words, type: type))
        }
        return found
    }

    /// SSH_AGENTC_SIGN_REQUEST: the signature without its type's name; nil where the agent refuses.
    func sign(_ data: UnsafeRawBufferPointer, with identity: Identity) throws(Fault) -> [UInt8]? {
        var request: [UInt8] = [13]
        request += AgentConversation.field(identity.blob) + AgentConversation.field(Array(data)) + [0, 0, 0, 0]
        var answer = WireBytes(try exchange(request)[...])
        guard answer.byte() == 14 else { return nil }
        guard let whole = answer.string() else { throw broken() }
        var parts = WireBytes(whole)
        guard parts.string() != nil, let signature = parts.string() else { throw broken() }
        return Array(signature)
    }

    private func exchange(_ request: [UInt8]) throws(Fault) -> [UInt8] {
        let message = AgentConversation.field(request)
        var sent = 0
        while sent < message.count {
            let put = message.withUnsafeBytes { socket.send(UnsafeRawBufferPointer(rebasing: $0[sent...])) }
            if put > 0 { sent += put } else { try pause(put, toWrite: true) }
        }
        let head = try receive(4)
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard (1...AgentConversation.answerLimit).contains(length) else { throw broken() }
        return try receive(length)
    }

    private func receive(_ count: Int) throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var got = 0
        while got < count {
            let more = bytes.withUnsafeMutableBytes {
                socket.receive(into: UnsafeMutableRawBufferPointer(rebasing: $0[got...]))
            }
            if more > 0 { got += more } else { try pause(more, toWrite: false) }
        }
        return bytes
    }

    private func pause(_ answer: Int, toWrite: Bool) throws(Fault) {
        guard Socket.isPatience(answer) else { throw broken() }
        try limit.look("talking with the agent")
        guard !limit.isOver else {
            throw Fault(
                .sftpAgent, .stop, "The agent at \(path) did not answer in time; it may wait for somebody to agree.")
        }
        _ = socket.wait(toRead: !toWrite, toWrite: toWrite, milliseconds: limit.slice)
    }

    private func broken() -> Fault {
        Fault(.sftpAgent, .stop, "What answers at \(path) does not speak as an agent does.")
    }

    private static func field(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt32(bytes.count)
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + bytes
    }
}

extension WireBytes {
    fileprivate mutating func byte() -> UInt8? {
        guard let first = rest.first else { return nil }
        self = WireBytes(rest.dropFirst())
        return first
    }
}
