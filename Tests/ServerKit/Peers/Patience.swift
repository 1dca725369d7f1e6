import Machine

/// Waits for another process: by looking again, never longer than told.
package enum Patience {
    /// Whether `isSo` became true in time.
    package static func wait(seconds: Double, until isSo: () throws -> Bool) rethrows -> Bool {
        let deadline = WallClock.steady() + seconds
        while true {
            if try isSo() { return true }
            if WallClock.steady() >= deadline { return false }
            WallClock.sleep(milliseconds: 5)
        }
    }
}
