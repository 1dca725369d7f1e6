import Exchange
import Ledger
import Machine

/// What a run needs of the world around it. Tests give it a fake clock and a sleep that only moves that clock.
package struct Surroundings {
    package let now: () -> Moment
    package let sleep: (_ milliseconds: Int) -> Void
    package let abort: Abort
    /// Seconds that only pass, for the run's deadline.
    package let steady: @Sendable () -> Double
    /// Who we are, for the ledger.
    package let owner: String
    /// How far a long step is.
    package let progress: (Step, Progress) -> Void
    /// One quiet line about what is happening.
    package let say: (String) -> Void
    /// What reports call a record of this identifier; nil: nothing.
    package let naming: (String) -> String?

    package init(
        now: @escaping () -> Moment, sleep: @escaping (Int) -> Void, abort: Abort = .never,
        steady: @escaping @Sendable () -> Double = WallClock.steady, owner: String,
        progress: @escaping (Step, Progress) -> Void = { _, _ in }, say: @escaping (String) -> Void = { _ in },
        naming: @escaping (String) -> String? = { $0 }
    ) {
        self.now = now
        self.sleep = sleep
        self.abort = abort
        self.steady = steady
        self.owner = owner
        self.progress = progress
        self.say = say
        self.naming = naming
    }

    /// The same, with another wish to stop.
    func stopping(_ abort: Abort) -> Surroundings {
        Surroundings(
            now: now, sleep: sleep, abort: abort, steady: steady, owner: owner, progress: progress, say: say,
            naming: naming)
    }
}
