import Exchange
import Machine

/// A conversation that OpenSSH's own `ssh` carries, through pipes: `ssh -s <host> sftp`. It brings what only OpenSSH has:
/// RSA keys with SHA-2, certificates, agents with hardware keys, hosts to go through, its fast ciphers.
///
/// ssh reads no configuration but ours, asks nobody but us, and is gone with everything it started when this is closed.
final class OpenSSHChannel: ByteChannel {
    private let stream: RunningStream
    private let target: OpenSSHHop
    private let jump: OpenSSHHop?
    private let address: String
    private let abort: Abort
    private var isClosed = false
    private var received = 0

    init(_ stream: RunningStream, target: OpenSSHHop, jump: OpenSSHHop?, address: String, abort: Abort) {
        self.stream = stream
        self.target = target
        self.jump = jump
        self.address = address
        self.abort = abort
    }

    deinit { close() }

    /// Opens a conversation, within the account's connect time in all, at the first address that answers.
    ///
    /// The name is looked up here, the address held against the connection's rule, and ssh gets the address: nothing is
    /// looked up a second time. With a host to go through, it is that host's address; what lies behind it is that host's
    /// affair. Faults: `place.…` and `sftp.…`.
    static func open(_ account: SSHAccount, _ visit: Visit) throws(Fault) -> OpenSSHChannel {
        let limit = TimeLimit(milliseconds: account.timeouts.connectMilliseconds, abort: visit.abort)
        let first = try OpenSSHOpening.first(of: account)
        let addresses = try Dialling.resolve(first, rule: account.addresses, limit: limit)
        var last: Fault?
        for (index, address) in addresses.enumerated() {
            let share = TimeLimit(milliseconds: limit.milliseconds / (addresses.count - index), abort: visit.abort)
            do throws(Fault) {
                return try OpenSSHOpening(account, visit, share).open(at: address)
            } catch {
                // Another address helps only where nobody answered at this one.
                guard error.code == .placeUnreachable else { throw error }
                last = error
            }
        }
        throw last ?? Fault(.placeUnreachable, .stop, "\(first) has no address.")
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int {
        guard let put = stream.write(bytes) else { throw lost() }
        return put
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        guard let got = stream.read(into: buffer) else { throw lost() }
        received += got
        return got
    }

    func wait(toWrite: Bool, milliseconds: Int) throws(Fault) -> Bool {
        let limit = TimeLimit(milliseconds: milliseconds, abort: abort)
        let interest: RunningStream.Interest = toWrite ? [.reading, .writing] : .reading
        while true {
            try limit.look("talking with \(target.address)")
            let possible = stream.wait(interest, pipes: logs, milliseconds: limit.slice)
            if !possible.isEmpty { return true }
            readLogs()
            if limit.isOver { return false }
        }
    }

    func close() {
        if isClosed { return }
        isClosed = true
        stream.end(graceMilliseconds: 500)
        readLogs()
    }

    var facts: [PlaceFact] {
        let log = target.log
        var facts = [PlaceFact("channel", "openssh \(log.ownVersion ?? "of unknown version")")]
        func add(_ name: String, _ value: String?, isSteady: Bool = true) {
            if let value { facts.append(PlaceFact(name, value, isSteady: isSteady)) }
        }
        add("address", jump == nil ? address : nil, isSteady: false)
        add("through", jump.map { "\($0.address), \(OpenSSHChannel.words($0.answers.hostKey) ?? "")" })
        add("server", log.banner)
        add("host key", OpenSSHChannel.words(target.answers.hostKey))
        add("key exchange", log.keyExchange)
        add("cipher", log.cipher)
        add("mac", log.mac)
        add("login", log.method)
        return facts
    }

    var remarks: [String] {
        guard let legacy = target.account.legacy else { return [] }
        return [
            "The connection \(target.account.name) allows weak algorithms (\(legacy.names.joined(separator: ", "))) until "
                + "\(legacy.until): \(legacy.reason)"
        ]
    }

    private var logs: [NamedPipe] { [target, jump].compactMap { $0?.logPipe } }

    private func readLogs() {
        target.readLog()
        jump?.readLog()
    }

    /// ssh says why it goes on a pipe of its own, and just before it goes.
    private func lost() -> Fault {
        let limit = TimeLimit(milliseconds: 1000)
        while !stream.hasEnded, !limit.isOver { _ = stream.wait([], milliseconds: 10) }
        readLogs()
        return OpenSSHFaults(target).lost(afterBytes: received)
    }

    private static func words(_ key: HostKey?) -> String? { key.map { "\($0.type) \($0.fingerprint)" } }
}
