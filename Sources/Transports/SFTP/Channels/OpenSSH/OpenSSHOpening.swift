import Exchange
import Machine

/// One try to open a conversation: ssh is started, its questions are answered, until the server's SFTP is there.
struct OpenSSHOpening {
    private static let program = "/usr/bin/ssh"

    private let folder: PassingFolder
    private let target: OpenSSHHop
    private let jump: OpenSSHHop?
    private let limit: TimeLimit

    /// Nothing is started yet. What is wrong with keys, secrets, host keys known or algorithms is said here.
    init(_ account: SSHAccount, _ visit: Visit, _ limit: TimeLimit) throws(Fault) {
        self.limit = limit
        folder = try PassingFolder("exchange-ssh", in: visit.scratch)
        target = try OpenSSHHop(account, visit, folder)
        guard let gate = try OpenSSHOpening.gate(of: account) else {
            jump = nil
            return
        }
        try folder.makeFolder("jump")
        jump = try OpenSSHHop(gate, visit, folder, prefix: "jump/")
    }

    /// The host that is really connected to, whose address the connection must allow.
    static func first(of account: SSHAccount) throws(Fault) -> String {
        let gate = try gate(of: account)
        return (gate ?? account).host
    }

    /// Answers an open conversation, or throws what is in its way; then nothing is left running.
    func open(at address: HostAddress) throws(Fault) -> OpenSSHChannel {
        let stream = try start(at: "\(address)".replacing("%", with: "%%"))
        do throws(Fault) {
            try attend(stream)
        } catch {
            stream.end(graceMilliseconds: 0)
            throw error
        }
        // Keys are read and everything is open: from here on nothing of it is needed by name.
        folder.remove()
        return OpenSSHChannel(stream, target: target, jump: jump, address: "\(address)", abort: limit.abort)
    }

    private func start(at address: String) throws(Fault) -> RunningStream {
        let options = OpenSSHOptions(target, target.algorithms)
        var proxy: String?
        if let jump {
            try folder.write("jump/config", OpenSSHOptions(jump, jump.algorithms).file(to: address))
            proxy = command(through: jump)
        }
        let host = target.account.host.replacing("%", with: "%%")
        let arguments =
            ["-F", "none", "-E", "log", "-s"] + options.arguments(to: jump == nil ? address : host, proxy: proxy)
            + ["-l", target.account.user, OpenSSHOptions.alias, "sftp"]
        do throws(Fault) {
            return try RunningStream(
                ChildLaunch(
                    OpenSSHOpening.program, arguments, environment: environment, folder: folder.path, leadsSession: true
                ))
        } catch {
            guard error.code == .machineChild else { throw error }
            throw Fault(.sftpSSH, .stop, "The connection \(target.account.name) needs ssh. \(error.message)")
        }
    }

    private var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LC_ALL": "C", "SSH_ASKPASS": "./ask",
            "SSH_ASKPASS_REQUIRE": "force",
        ]
    }

    /// Run by the shell; every word of it is ours or was held against `JumpHost.isHost`.
    private func command(through jump: OpenSSHHop) -> String {
        let host = target.account.host
        let place = host.contains(":") ? "[\(host)]" : host
        let user = jump.account.user
        return "/usr/bin/env SSH_ASKPASS=./jump/ask \(OpenSSHOpening.program) -F ./jump/config -E ./jump/log "
            + "-W \(place):\(target.account.port) -l \(user) \(OpenSSHOptions.alias)"
    }

    private func attend(_ stream: RunningStream) throws(Fault) {
        let hops = [jump, target].compactMap(\.self)
        let pipes = hops.flatMap(\.pipes)
        while true {
            // Looked at before the pipes: what it logged before it ended is then certainly seen below.
            let isOver = stream.hasEnded
            for hop in hops { try hop.attend() }
            if target.log.stage == .open { return }
            if isOver { throw endedEarly(stream) }
            try limit.look("connecting to \(target.address)")
            if limit.isOver { throw OpenSSHFaults(waiting).overran() }
            _ = stream.wait([], pipes: pipes, milliseconds: limit.slice)
        }
    }

    /// The hop whose turn it is.
    private var waiting: OpenSSHHop {
        if let jump, jump.log.stage < .authenticated { return jump }
        return target
    }

    private func endedEarly(_ stream: RunningStream) -> Fault {
        _ = stream.wait([], milliseconds: 0)
        guard let jump, !target.log.isEmpty, target.log.stage < .greeted else {
            return OpenSSHFaults(target).endedEarly(stream.lastWords)
        }
        return OpenSSHFaults(jump).endedEarly(stream.lastWords, leadingTo: target.address)
    }

    /// The account at the host to go through: its own user, the same keys and the same rule for host keys. Passwords are
    /// the target's and are not shown to anybody else.
    private static func gate(of account: SSHAccount) throws(Fault) -> SSHAccount? {
        guard let text = account.jump else { return nil }
        guard let jump = JumpHost(text), JumpHost.isHost(account.host) else {
            throw Fault(
                .placeAddress, .stop, "'\(text)', the host to go through to \(account.host), cannot be read.",
                remedy: "Write user@host:port, and names of letters, digits, '-' and '.'.")
        }
        let user = jump.user ?? account.user
        guard let same = JumpHost("\(user)@gate"), same.user == user else {
            throw Fault(
                .placeAddress, .stop, "'\(user)' cannot be the user at \(jump.host), the host to go through.",
                remedy: "Write the user before the host: user@host:port.")
        }
        let credentials = account.credentials.filter { if case .password = $0 { false } else { true } }
        guard !credentials.isEmpty else {
            throw Fault(
                .placeLogin, .stop,
                "The connection \(account.name) goes through \(jump.host) and has only a password, which is for "
                    + "\(account.host) and is shown to nobody else.",
                remedy: "Give the connection a key or an agent that \(jump.host) accepts.",
                context: ["connection": account.name])
        }
        return SSHAccount(
            name: account.name, host: jump.host, port: jump.port, user: user, credentials: credentials,
            hostKeys: account.hostKeys, channel: account.channel, jump: nil, addresses: account.addresses,
            legacy: account.legacy, timeouts: account.timeouts)
    }
}
