import CLinux
import Exchange
import Glibc

/// The three pipes to a child: its standard input, output and error.
final class ChildPipes {
    struct Talk {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var overran = false
        var tooMuch = false
        /// At most the last 2,000 bytes the child said on standard error.
        var lastWords: String { String(decoding: errors.suffix(2000), as: UTF8.self) }
    }

    private(set) var farEnds: [Int32] = []
    private var nearEnds: [Int32] = []

    init(_ program: String) throws(Fault) {
        for index in 0..<3 {
            var ends: [Int32] = [0, 0]
            guard exchange_pipe(&ends) == 0 else { throw SystemFaults.fault("make a pipe to", program) }
            farEnds.append(ends[index == 0 ? 0 : 1])
            nearEnds.append(ends[index == 0 ? 1 : 0])
        }
    }

    deinit { for end in farEnds + nearEnds where end >= 0 { close(end) } }

    func closeFarEnds() {
        for end in farEnds { close(end) }
        farEnds = []
    }

    /// Our ends of the three, which are the caller's from here on.
    func takeNearEnds() -> [Int32] {
        defer { nearEnds = [] }
        return nearEnds
    }

    /// Writes `input` while reading both outputs, until both are closed or the deadline (steady seconds) has passed.
    func converse(input: [UInt8], until deadline: Double, limit: Int) -> Talk {
        var talk = Talk()
        var sent = 0
        for end in nearEnds { _ = exchange_make_nonblocking(end) }
        if input.isEmpty { shut(0) }
        while nearEnds[1] >= 0 || nearEnds[2] >= 0 {
            let rest = deadline - WallClock.steady()
            guard rest > 0 else {
                talk.overran = true
                return talk
            }
            var polls = [
                pollfd(fd: nearEnds[0], events: Int16(POLLOUT), revents: 0),
                pollfd(fd: nearEnds[1], events: Int16(POLLIN), revents: 0),
                pollfd(fd: nearEnds[2], events: Int16(POLLIN), revents: 0),
            ]
            _ = poll(&polls, 3, Int32(min(rest * 1000 + 1, 60_000)))
            if polls[0].revents != 0 { send(input, &sent) }
            if polls[1].revents != 0 { take(1, into: &talk.output) }
            if polls[2].revents != 0 { take(2, into: &talk.errors) }
            if talk.errors.count > 1 << 16 { talk.errors.removeFirst(talk.errors.count - 4000) }
            if talk.output.count > limit {
                talk.tooMuch = true
                return talk
            }
        }
        return talk
    }

    private func send(_ input: [UInt8], _ sent: inout Int) {
        let put = input.withUnsafeBytes {
            write(nearEnds[0], $0.baseAddress.map { $0 + sent }, min($0.count - sent, 65_536))
        }
        if put > 0 { sent += put }
        // The child no longer listens, or has everything.
        if (put < 0 && exchange_errno() != EAGAIN && exchange_errno() != EINTR) || sent == input.count { shut(0) }
    }

    private func take(_ index: Int, into bytes: inout [UInt8]) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let got = read(nearEnds[index], &buffer, buffer.count)
        if got > 0 {
            bytes.append(contentsOf: buffer[..<got])
        } else if got == 0 || (exchange_errno() != EAGAIN && exchange_errno() != EINTR) {
            shut(index)
        }
    }

    private func shut(_ index: Int) {
        if nearEnds[index] >= 0 { close(nearEnds[index]) }
        nearEnds[index] = -1
    }

}
