import CLinux
import Exchange
import Glibc

/// A named place where the machine can fail us: every durable step passes one. In debug builds `EXCHANGE_FP` makes it
/// fail on purpose (`name:nth:action`, several separated by commas; the name `*` counts every point passed; `3+` is the third
/// pass and each one after it); a release build holds nothing of this.
///
/// Actions: `kill` (SIGKILL to ourselves: no handler runs, as in a power cut), `errno=N` (the step fails with that
/// number), `pause` (SIGSTOP). `EXCHANGE_FP_LOG=path` appends the name of every point passed: that list is the kill
/// matrix, complete by construction.
package enum FaultPoint {
    /// Zero, or the error number with which the step that follows must fail.
    @inline(__always)
    package static func reach(_ name: StaticString) -> Int32 {
        #if FAULT_POINTS
            return Rigged.shared.reach(name)
        #else
            return 0
        #endif
    }

    /// As `reach`, for steps with nothing to fail: between two transactions, before a rename.
    @inline(__always)
    package static func pass(_ name: StaticString) { _ = reach(name) }
}
