import Exchange
import Glibc
import Machine

@testable import Transports

/// A program that speaks SFTP on its standard input and output, as a channel: the client without any ssh.
final class PipeChannel: ByteChannel {
    private var near: Int32
    private let child: pid_t
    let facts = [PlaceFact("channel", "pipe")]
    let remarks: [String] = []

    init(_ program: String, _ arguments: [String] = []) throws {
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
            throw SystemFaults.fault("make a socket for", program)
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var started: pid_t = 0
        let failed = posix_spawn(&started, program, &actions, nil, words, environ)
        Glibc.close(ends[1])
        near = ends[0]
        child = started
        guard failed == 0 else { throw SystemFaults.fault("start", program) }
        _ = fcntl(near, F_SETFL, O_NONBLOCK)
    }

    deinit { close() }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) -> Int {
        let put = send(near, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        if put < 0, errno == EAGAIN { return 0 }
        guard put >= 0 else { throw Conversation.lost("the program") }
        return put
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(Fault) -> Int {
        let got = Glibc.read(near, buffer.baseAddress, buffer.count)
        if got < 0, errno == EAGAIN { return 0 }
        guard got > 0 else { throw Conversation.lost("the program") }
        return got
    }

    func wait(toWrite: Bool, milliseconds: Int) throws(Fault) -> Bool {
        var polls = pollfd(fd: near, events: Int16(POLLIN | (toWrite ? POLLOUT : 0)), revents: 0)
        return poll(&polls, 1, Int32(milliseconds)) > 0
    }

    func close() {
        guard near >= 0 else { return }
        Glibc.close(near)
        near = -1
        kill(child, SIGKILL)
        waitpid(child, nil, 0)
    }
}
