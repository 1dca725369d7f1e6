import CLinux
import Exchange
import Glibc

/// How another program is started: posix_spawn(3), no shell, an environment of our choosing, no descriptor of ours but
/// the three standard ones.
package struct ChildLaunch: Hashable, Sendable {
    package let program: String
    package let arguments: [String]
    package let environment: [String: String]
    /// Where it begins; nil for our own folder. `program` is then best an absolute path.
    package let folder: String?
    /// It leads a process group of its own, so that what it starts can be ended with it.
    package let leadsGroup: Bool
    /// It leads a session of its own (and so a group): what is typed at our terminal does not reach it, and it cannot
    /// ask there.
    package let leadsSession: Bool

    package init(
        _ program: String, _ arguments: [String] = [], environment: [String: String] = [:], folder: String? = nil,
        leadsGroup: Bool = false, leadsSession: Bool = false
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
        self.leadsGroup = leadsGroup
        self.leadsSession = leadsSession
    }

    /// Starts it on the far ends of `pipes`; answers its process number. What cannot be started is `machine.child`.
    func spawn(_ pipes: ChildPipes) throws(Fault) -> pid_t { try spawn(onto: pipes.farEnds) }

    /// `ends` become its standard input, output and error.
    func spawn(onto ends: [Int32]) throws(Fault) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let folder { _ = exchange_change_folder(&actions, folder) }
        for (index, end) in ends.enumerated() { posix_spawn_file_actions_adddup2(&actions, end, Int32(index)) }
        // Whatever was opened without O_CLOEXEC, by us or by whoever started us, stays here.
        _ = exchange_close_from(&actions, 3)
        var attributes = attributes()
        defer { posix_spawnattr_destroy(&attributes) }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var child: pid_t = 0
        let failed = posix_spawn(&child, program, &actions, &attributes, words, variables)
        guard failed == 0 else {
            throw Fault(
                .machineChild, .stop, "Could not start \(program): \(String(cString: strerror(failed))).",
                context: ["program": program])
        }
        return child
    }

    /// The command ignores SIGPIPE, and worker threads block most signals; a child must not inherit either.
    private func attributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        var flags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        if leadsSession {
            flags |= Int16(EXCHANGE_SPAWN_SETSID)
        } else if leadsGroup {
            posix_spawnattr_setpgroup(&attributes, 0)
            flags |= Int16(POSIX_SPAWN_SETPGROUP)
        }
        posix_spawnattr_setflags(&attributes, flags)
        return attributes
    }
}
