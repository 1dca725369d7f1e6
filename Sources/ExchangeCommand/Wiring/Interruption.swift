import Exchange
import Glibc
import Synchronization

/// Ctrl-C and termination as a request to stop: the run ends at the next safe point and goes on from there next time.
enum Interruption {
    private static let asked = Atomic<Bool>(false)

    static func listen() -> Abort {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in Interruption.asked.store(true, ordering: .relaxed) }
        }
        return Abort { Interruption.asked.load(ordering: .relaxed) }
    }
}
