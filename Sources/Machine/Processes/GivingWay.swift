import CLinux
import Glibc

/// Leaves the processors to others where they are busy; nothing is slower where they are not.
package enum GivingWay {
    /// So much that ten of us weigh about as one of the others (setpriority(2)).
    private static let steps = 10

    /// This process, and what it starts from now on.
    package static func begin() {
        _ = exchange_lower_priority(Int32(steps))
        // Where the kernel shares by session first (sched(7), autogroup), only the session's own weight counts. One that we
        // do not lead is not ours to change.
        guard getsid(0) == getpid() else { return }
        let file = exchange_open("/proc/self/autogroup", O_WRONLY, 0)
        guard file >= 0 else { return }
        defer { close(file) }
        let text = Array("\(steps)".utf8)
        _ = write(file, text, text.count)
    }

    /// Seconds that this process has computed.
    package static var computed: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
