import Machine

/// OpenSSH's own `sftp`, which says whether a server is right.
package struct SFTPProgram {
    package struct Outcome {
        package let status: Int
        package let output: String
        package let errors: String
    }

    /// `port` is the server's or that of a proxy before it.
    package let server: SSHServer
    package var port: Int
    package var key: SSHKey
    package var options: [String] = []

    package init(_ server: SSHServer, key: SSHKey? = nil, port: Int? = nil, options: [String] = []) throws {
        self.server = server
        self.port = port ?? server.port
        self.key = try key ?? SSHKeys.client()
        self.options = options
    }

    /// Runs `lines` as a batch: it stops at the first that fails, with status 1.
    package func run(_ lines: [String], deadline: Int = 60_000) throws -> Outcome {
        let scratch = try Scratch()
        let known = server.hostKeys.map { "[\(server.host)]:\(port) \($0.publicLine)\n" }.joined()
        try TextFile.write(scratch.at("known"), known)
        try TextFile.write(scratch.at("batch"), lines.joined(separator: "\n") + "\n")
        let settings = [
            "UserKnownHostsFile=\(scratch.at("known"))", "GlobalKnownHostsFile=none", "StrictHostKeyChecking=yes",
            "IdentitiesOnly=yes", "IdentityAgent=none", "PreferredAuthentications=publickey", "ConnectTimeout=10",
        ]
        var arguments = ["-q", "-F", "none", "-i", key.path, "-P", "\(port)", "-b", scratch.at("batch")]
        for setting in options + settings { arguments += ["-o", setting] }
        arguments.append("\(server.user)@\(server.host)")
        let child = ChildProcess(
            "/usr/bin/sftp", arguments, environment: ["PATH": "/usr/bin:/bin"], deadlineMilliseconds: deadline,
            outputLimit: 64 << 20)
        let outcome = try child.run()
        return Outcome(
            status: outcome.overran ? -1 : outcome.status, output: String(decoding: outcome.output, as: UTF8.self),
            errors: outcome.lastWords)
    }
}
