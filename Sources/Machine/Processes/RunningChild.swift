import CLinux
import Exchange
import Glibc

/// A program that runs beside us and is talked with line by line.
///
/// Nothing here waits longer than it is told to, whatever the program does; memory holds what was sent and not yet
/// taken, one unfinished line, and the last words. It leads a process group, and the whole group is gone after `end`
/// (at the latest when this object is).
package final class RunningChild {
    /// How a program ended.
    package enum Ending: Hashable, Sendable {
        case exited(Int)
        case killed(signal: Int)
    }

    /// Standard input, output and error; -1 where closed.
    private var ends: [Int32]
    private let child: pid_t
    /// Its process number, for as long as this object lives.
    package var number: Int32 { child }
    private var unsent: [UInt8] = []
    private var sent = 0
    private var closesInput = false
    private var lines = LineCutter()
    private var errors: [UInt8] = []
    private var ending: Ending?

    /// Starts it. What cannot be started is `machine.child`.
    package init(_ launch: ChildLaunch) throws(Fault) {
        let pipes = try ChildPipes(launch.program)
        child = try launch.spawn(pipes)
        pipes.closeFarEnds()
        ends = pipes.takeNearEnds()
        for end in ends { _ = exchange_make_nonblocking(end) }
    }

    deinit { _ = end(graceMilliseconds: 0) }

    /// Bytes that it has not taken yet.
    package var unsentCount: Int { unsent.count - sent }
    /// It closed its output, or ended, and there is no line left.
    package var isSilent: Bool { ends[1] < 0 && lines.isEmpty }
    /// Bytes of a line that is not finished.
    package var pendingCount: Int { lines.count }
    /// At most the last 2,000 bytes of its standard error.
    package var lastWords: [UInt8] { errors.suffix(2000) }
    /// It has ended by itself; what it started may live on.
    package var hasEnded: Bool { ending != nil || exchange_has_ended(child) != 0 }

    /// Queues bytes; `exchange` sends them.
    package func send(_ bytes: [UInt8]) {
        guard ends[0] >= 0 else { return }
        unsent.append(contentsOf: bytes)
    }

    /// There is no more to send: its input is closed once it has taken what is queued.
    package func closeInput() {
        closesInput = true
        if unsentCount == 0 { shut(0) }
    }

    /// The next line it wrote, without its end; at the end of its output also one without an end.
    package func nextLine() -> [UInt8]? { lines.next(atEnd: ends[1] < 0) }

    /// One round of writing and reading what is possible now, after at most so long a wait for it.
    package func exchange(waitMilliseconds: Int) {
        var polls = [
            pollfd(fd: unsentCount > 0 ? ends[0] : -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: ends[1], events: Int16(POLLIN), revents: 0),
            pollfd(fd: ends[2], events: Int16(POLLIN), revents: 0),
        ]
        // Looked at before the pipes: what it wrote before it ended is then certainly seen below.
        let isOver = hasEnded
        _ = poll(&polls, 3, isOver ? 0 : Int32(clamping: waitMilliseconds))
        if polls[0].revents != 0 { write() }
        let isHeard = polls[1].revents != 0
        if isHeard { lines.append { read(1, into: &$0) } }
        if polls[2].revents != 0 { hear() }
        // Something it started may hold the pipe for ever.
        if isOver, !isHeard { shut(1) }
    }

    /// Ends the program and all it started: asked first (SIGTERM) and, after the grace, killed. Twice is once.
    @discardableResult
    package func end(graceMilliseconds: Int) -> Ending {
        if let ending { return ending }
        shut(0)
        if !hasEnded, graceMilliseconds > 0 {
            kill(-child, SIGTERM)
            let deadline = WallClock.steady() + Double(graceMilliseconds) / 1000
            while !hasEnded, WallClock.steady() < deadline {
                // A full pipe must not keep it from ending.
                discardOutput()
                WallClock.sleep(milliseconds: 2)
            }
        }
        // Before the wait below: until then the number cannot be another's.
        kill(-child, SIGKILL)
        var raw: Int32 = 0
        while waitpid(child, &raw, 0) < 0, exchange_errno() == EINTR {}
        if ends[2] >= 0 { hear() }
        shut(1)
        shut(2)
        let made = raw & 0x7f == 0 ? Ending.exited(Int(raw >> 8 & 0xff)) : .killed(signal: Int(raw & 0x7f))
        ending = made
        return made
    }

    /// Asks it, and all it started, to end (SIGTERM), and does not wait.
    package func ask() { if ending == nil { kill(-child, SIGTERM) } }

    /// Until one of them has something to say or has ended its output, `descriptor` can be read, or the time is over.
    package static func wait(_ children: [RunningChild], or descriptor: Int32, milliseconds: Int) {
        var polls = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        for child in children {
            polls.append(pollfd(fd: child.ends[1], events: Int16(POLLIN), revents: 0))
            polls.append(pollfd(fd: child.ends[2], events: Int16(POLLIN), revents: 0))
        }
        _ = poll(&polls, nfds_t(polls.count), Int32(clamping: milliseconds))
    }

    private func discardOutput() {
        var nowhere: [UInt8] = []
        if ends[1] >= 0 { read(1, into: &nowhere) }
        if ends[2] >= 0 { hear() }
    }

    private func write() {
        let put = unsent.withUnsafeBytes { bytes in
            Glibc.write(ends[0], bytes.baseAddress.map { $0 + sent }, min(bytes.count - sent, 65_536))
        }
        if put > 0 { sent += put }
        // It no longer listens.
        if put < 0 && exchange_errno() != EAGAIN && exchange_errno() != EINTR { return shut(0) }
        if unsentCount == 0 {
            unsent.removeAll(keepingCapacity: true)
            sent = 0
            if closesInput { shut(0) }
        } else if sent > 1 << 20 {
            unsent.removeFirst(sent)
            sent = 0
        }
    }

    /// Standard error, of which the end is kept; at most 1 MiB at once, so that a flood keeps nobody.
    private func hear() {
        for _ in 0..<16 {
            let before = errors.count
            read(2, into: &errors)
            if errors.count == before { return }
            if errors.count > 1 << 16 { errors.removeFirst(errors.count - 4000) }
        }
    }

    private func read(_ index: Int, into bytes: inout [UInt8]) {
        let got = withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            let got = Glibc.read(ends[index], buffer.baseAddress, buffer.count)
            if got > 0 { bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<got])) }
            return got
        }
        if got == 0 || (got < 0 && exchange_errno() != EAGAIN && exchange_errno() != EINTR) { shut(index) }
    }

    private func shut(_ index: Int) {
        if ends[index] >= 0 { close(ends[index]) }
        ends[index] = -1
        if index == 0 {
            unsent = []
            sent = 0
        }
    }
}
