/// OpenSSH's sshd with the misbehaving SFTP server behind it.
package final class MisbehavingServer {
    package let server: SSHServer
    private let script: QuirkScript

    package init(_ quirks: Quirk..., variant: SSHVariant = .modern) throws {
        script = try QuirkScript(quirks, folder: ServerFolder())
        var variant = variant
        variant.subsystem = "\(TestProgram.python) \(script.arguments.joined(separator: " "))"
        server = try SSHServer(variant)
    }

    package var port: Int { server.port }
    package var user: String { server.user }
    /// The folder that is `/` to clients.
    package var served: ServedFiles { ServedFiles(script.served) }
    /// The files its consumer took.
    package var taken: ServedFiles { ServedFiles(script.taken) }

    /// What it does wrong for connections from now on.
    package func become(_ quirks: Quirk...) throws { try script.write(quirks) }

    /// A line for each request, over all connections: number, unanswered requests, verb, path.
    package var notes: [String] { script.notes }

    /// How many requests of a kind came.
    package func requests(_ verb: String) -> Int {
        notes.count { $0.split(separator: " ").dropFirst(2).first == verb[...] }
    }
}
