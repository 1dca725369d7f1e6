import Glibc
import Synchronization

/// Lines for a reader that may be slow, stopped or out of room: never waited for.
final class LossyOutput: Sendable {
    private let descriptor: Int32
    private let lost = Atomic<Int>(0)

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    func put(_ line: String) {
        let missed = lost.load(ordering: .relaxed)
        if missed > 0, write("exchange: \(missed) lines of this log were lost: nobody took them, or no room\n") {
            lost.store(0, ordering: .relaxed)
        }
        if !write(line) { lost.add(1, ordering: .relaxed) }
    }

    /// A pipe that can be written to takes PIPE_BUF bytes at once without waiting (pipe(7)); longer lines are cut.
    private func write(_ line: String) -> Bool {
        var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&poller, 1, 0) > 0, poller.revents & Int16(POLLOUT) != 0 else { return false }
        var bytes = Array(line.utf8)
        if bytes.count > 4096 { bytes = Array(bytes.prefix(4090)) + Array("…\n".utf8) }
        return bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) } == bytes.count
    }
}
