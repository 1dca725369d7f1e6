import Machine

/// OpenSSH's own `sftp`, which says whether a server is right.
package struct SFTPProgram {
    package struct Outcome {
        package let status: Int
        package let output: String
        package let errors: String
    }

    package let server: any SFTPPeer
    package let port: Int
    private let key: SSHKey
    private let answer: String?
    private let options: [String]

    /// Logs in with the client's key or another. `port` is a proxy's where one stands before the server.
    package init(
        _ server: any SFTPPeer, key: SSHKey? = nil, port: Int? = nil, options: [String] = []
    ) throws {
        self.server = server
        self.port = port ?? server.port
        self.key = try key ?? SSHKeys.client()
        self.options = options + ["PreferredAuthentications=publickey"]
        answer = nil
    }

    /// Logs in without a key: whatever is asked gets the same answer, once.
    package init(_ server: any SFTPPeer, answers: String, by methods: String = "password") throws {
        self.server = server
        port = server.port
        key = try SSHKeys.client()
        options = ["BatchMode=no", "NumberOfPasswordPrompts=1", "PreferredAuthentications=\(methods)"]
        answer = answers
    }

    /// Runs `lines` as a batch: it stops with 1 at the first that fails, with 255 where there is no connection.
    package func run(_ lines: [String], deadline: Int = 60_000) throws -> Outcome {
        let scratch = try Scratch()
        try TextFile.write(scratch.at("known"), server.knownHosts(port: port))
        try TextFile.write(scratch.at("batch"), lines.joined(separator: "\n") + "\n")
        var environment = ["PATH": "/usr/bin:/bin"]
        if let answer {
            try TextFile.write(scratch.at("answer"), answer)
            try TextFile.write(scratch.at("ask"), "#!/bin/sh\ncat '\(scratch.at("answer"))'\n", mode: 0o700)
            environment["SSH_ASKPASS"] = scratch.at("ask")
            environment["SSH_ASKPASS_REQUIRE"] = "force"
        }
        let child = ChildProcess(
            "/usr/bin/sftp", arguments(in: scratch), environment: environment, deadlineMilliseconds: deadline,
            outputLimit: 64 << 20)
        let outcome = try child.run()
        return Outcome(
            status: outcome.overran ? -1 : outcome.status, output: String(decoding: outcome.output, as: UTF8.self),
            errors: outcome.lastWords)
    }

    /// The options stand first: `-b` is one as well, and the first word counts.
    private func arguments(in scratch: Scratch) -> [String] {
        let settings = [
            "UserKnownHostsFile=\(scratch.at("known"))", "GlobalKnownHostsFile=none", "StrictHostKeyChecking=yes",
            "IdentitiesOnly=yes", "IdentityAgent=none", "ConnectTimeout=10",
        ]
        var arguments = ["-q", "-F", "none"]
        for setting in options + settings { arguments += ["-o", setting] }
        return arguments + [
            "-i", key.path, "-P", "\(port)", "-b", scratch.at("batch"), "\(server.user)@\(server.host)",
        ]
    }
}
