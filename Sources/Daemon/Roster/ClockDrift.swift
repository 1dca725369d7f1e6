import Exchange

/// Holds the wall clock against the one that only goes on, from look to look: whether somebody set it, or the machine slept.
struct ClockDrift: Sendable {
    private var last: (wall: Double, steady: Double)?

    /// Corrections up to so many seconds are a time service's daily work.
    static let usual = 2.0

    /// Seconds by which the wall clock went ahead (or back, below zero) since the last look, beyond what passed; nil where
    /// that is nothing to speak of.
    mutating func jump(_ now: Moment, steady: Double) -> Double? {
        let wall = Double(now.seconds) + Double(now.nanoseconds) / 1e9
        defer { last = (wall, steady) }
        guard let last else { return nil }
        let jump = wall - last.wall - (steady - last.steady)
        return abs(jump) > ClockDrift.usual ? jump : nil
    }

    /// What is said of a jump.
    static func event(_ jump: Double) -> DaemonEvent {
        let seconds = Int(abs(jump).rounded())
        let fields = ["seconds": "\(seconds)"]
        if jump < 0 {
            return DaemonEvent(
                "clock.set_back", .warning,
                "The clock was set back by \(seconds) seconds; slots that come again are found taken.", fields)
        }
        return DaemonEvent(
            "clock.set_ahead", .warning,
            "The clock went ahead by \(seconds) seconds: it was set, or the machine slept. What should have begun meanwhile "
                + "is caught up as each profile's 'catch_up' says.", fields)
    }
}
