import Exchange
import Glibc
import Synchronization

/// Ctrl-C and termination as a request to stop: the run ends at the next safe point and goes on from there next time.
enum Interruption {
    private static let asked = Atomic<Bool>(false)

    /// `looked`: told each time somebody looks whether to stop.
    static func listen(_ looked: (@Sendable () -> Void)? = nil) -> Abort {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in Interruption.asked.store(true, ordering: .relaxed) }
        }
        return Abort {
            looked?()
            return Interruption.asked.load(ordering: .relaxed)
        }
    }
}
