import Exchange
import Synchronization

/// Fails at one pass.
final class Counter: Sendable {
    private let passes = Atomic<Int>(0)
    private let failing: Int

    init(failing: Int) { self.failing = failing }

    func pass() throws(Fault) {
        guard passes.add(1, ordering: .relaxed).newValue == failing else { return }
        throw Fault(.placeRefused, .stop, "The line is cut.")
    }
}
