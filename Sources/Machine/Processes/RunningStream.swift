import CLinux
import Exchange
import Glibc

/// A program that runs beside us and takes and gives raw bytes: nothing is cut into lines, held or copied here.
///
/// Nothing but `wait` waits. It leads a session of its own, and the whole group is gone after `end` (at the latest when
/// this object is). Whoever talks to it ignores SIGPIPE.
package final class RunningStream {
    private var input: Int32
    private var output: Int32
    private var errors: Int32
    private let child: pid_t
    private var said: [UInt8] = []
    private var isEnded = false

    /// Starts it. What cannot be started is `machine.child`. `pipeBytes` is what each pipe should hold.
    package init(_ launch: ChildLaunch, pipeBytes: Int = 1 << 20) throws(Fault) {
        let pipes = try ChildPipes(launch.program)
        child = try launch.spawn(pipes)
        pipes.closeFarEnds()
        let ends = pipes.takeNearEnds()
        (input, output, errors) = (ends[0], ends[1], ends[2])
        for end in ends { _ = exchange_make_nonblocking(end) }
        for end in [input, output] { exchange_enlarge_pipe(end, Int32(pipeBytes)) }
    }

    deinit { end(graceMilliseconds: 0) }

    /// Its process number.
    package var number: Int { Int(child) }
    /// At most the last 2,000 bytes of its standard error.
    package var lastWords: [UInt8] { said.suffix(2000) }
    /// It has ended by itself; what it wrote may still be there to read.
    package var hasEnded: Bool { isEnded || exchange_has_ended(child) != 0 }

    /// How many of the bytes it took at once (0: none now); nil where it no longer listens.
    package func write(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard input >= 0 else { return nil }
        while true {
            let put = Glibc.write(input, bytes.baseAddress, bytes.count)
            if put >= 0 { return put }
            let number = exchange_errno()
            if number == EAGAIN { return 0 }
            if number != EINTR { return nil }
        }
    }

    /// How many bytes it had for us (0: none now); nil at the end of its output.
    package func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        guard output >= 0 else { return nil }
        while true {
            let got = Glibc.read(output, buffer.baseAddress, buffer.count)
            if got > 0 { return got }
            if got == 0 { return buffer.isEmpty ? 0 : nil }
            let number = exchange_errno()
            if number == EAGAIN { return 0 }
            if number != EINTR { return nil }
        }
    }

    /// What `wait` is to look for beside the program's standard error, which it always takes in.
    package struct Interest: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        package static let reading = Interest(rawValue: 1)
        package static let writing = Interest(rawValue: 2)
    }

    /// Waits at most so long until one of them is possible, there is something in a pipe, or the program complains. Answers
    /// what of the interest is possible; an end counts as possible, since the next `read` or `write` says so.
    package func wait(_ interest: Interest, pipes: [NamedPipe] = [], milliseconds: Int) -> Interest {
        var polls = [
            pollfd(fd: interest.contains(.writing) ? input : -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: interest.contains(.reading) ? output : -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        for pipe in pipes { polls.append(pollfd(fd: pipe.descriptor, events: Int16(POLLIN), revents: 0)) }
        guard poll(&polls, nfds_t(polls.count), Int32(clamping: milliseconds)) > 0 else { return [] }
        if polls[2].revents != 0 { hear() }
        var possible: Interest = []
        if polls[0].revents != 0 { possible.insert(.writing) }
        if polls[1].revents != 0 { possible.insert(.reading) }
        return possible
    }

    /// Ends the program and all it started: asked first (its input is closed, SIGTERM) and, after the grace, killed.
    package func end(graceMilliseconds: Int) {
        if isEnded { return }
        isEnded = true
        shut(&input)
        if exchange_has_ended(child) == 0, graceMilliseconds > 0 {
            kill(-child, SIGTERM)
            let deadline = WallClock.steady() + Double(graceMilliseconds) / 1000
            while exchange_has_ended(child) == 0, WallClock.steady() < deadline { WallClock.sleep(milliseconds: 2) }
        }
        // Before the wait below: until then the number cannot be another's.
        kill(-child, SIGKILL)
        var raw: Int32 = 0
        while waitpid(child, &raw, 0) < 0, exchange_errno() == EINTR {}
        if errors >= 0 { hear() }
        shut(&output)
        shut(&errors)
    }

    /// At most 1 MiB at once, of which the end is kept, so that a flood keeps nobody.
    private func hear() {
        for _ in 0..<16 {
            let got = withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
                let got = Glibc.read(errors, buffer.baseAddress, buffer.count)
                if got > 0 { said.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<got])) }
                return got
            }
            if said.count > 1 << 16 { said.removeFirst(said.count - 4000) }
            if got == 0 || (got < 0 && exchange_errno() != EAGAIN && exchange_errno() != EINTR) { shut(&errors) }
            if got <= 0 { return }
        }
    }

    private func shut(_ end: inout Int32) {
        if end >= 0 { close(end) }
        end = -1
    }
}
