import Glibc

/// The misbehaving SFTP server at the other end of a socket pair, without SSH: for tests of the SFTP client alone.
package final class MisbehavingPipe {
    /// Our end: written and read as the stream to the subsystem. Blocking; closed with this object.
    package let descriptor: Int32
    package let process: pid_t
    private let script: QuirkScript

    package convenience init(_ quirks: Quirk...) throws { try self.init(quirks) }

    package init(_ quirks: [Quirk]) throws {
        script = try QuirkScript(quirks, folder: ServerFolder())
        (descriptor, process) = try MisbehavingPipe.spawn(
            [TestProgram.python, "-I", "-S"] + script.arguments, log: script.folder.at("log"))
    }

    deinit {
        close(descriptor)
        kill(process, SIGKILL)
        while waitpid(process, nil, 0) < 0, errno == EINTR {}
    }

    /// The folder that is `/` to the client.
    package var served: ServedFiles { ServedFiles(script.served) }
    /// The files its consumer took.
    package var taken: ServedFiles { ServedFiles(script.taken) }
    /// A line for each request: number, unanswered requests, verb, path.
    package var notes: [String] { script.notes }
    /// What it said about its own troubles; nothing, if this kit is right.
    package var troubles: String { TextFile.read(script.folder.at("log")) ?? "" }

    /// How many requests of a kind came.
    package func requests(_ verb: String) -> Int {
        notes.count { $0.split(separator: " ").dropFirst(2).first == verb[...] }
    }

    /// Its greatest number of unanswered requests, once the stream has ended.
    package var depth: Int? {
        notes.last { $0.hasSuffix(" most") }.flatMap { Int($0.split(separator: " ")[1]) }
    }

    private static func spawn(_ words: [String], log: String) throws -> (Int32, pid_t) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw TestTrouble("no socket pair: errno \(errno)") }
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        let arguments = words.map { strdup($0) } + [nil]
        defer { for text in arguments { free(text) } }
        var child: pid_t = 0
        guard posix_spawn(&child, words[0], &actions, nil, arguments, environ) == 0 else {
            close(ends[0])
            throw TestTrouble("cannot start \(words[0])")
        }
        return (ends[0], child)
    }
}
