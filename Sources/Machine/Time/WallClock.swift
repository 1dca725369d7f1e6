import CLinux
import Exchange
import Glibc

/// The machine's clocks. Only the command reads them and hands what it read downwards.
package enum WallClock {
    package static func now() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    }

    /// Seconds since some fixed point, never jumping: for durations.
    package static func steady() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    package static func sleep(milliseconds: Int) {
        let end = steady() + Double(milliseconds) / 1000
        while true {
            let rest = end - steady()
            if rest <= 0 { return }
            var time = timespec(tv_sec: Int(rest), tv_nsec: Int((rest - rest.rounded(.down)) * 1e9))
            // Interrupted by a signal: look at the clock again.
            nanosleep(&time, nil)
        }
    }
}
