import ConformanceKit
import Exchange
import Synchronization

@testable import Transports

/// A frail place, a session that comes back to it, and a clock that only sleeping moves.
final class RetryingTrial {
    let place = FrailPlace()
    private(set) var sleeps: [Int] = []
    private(set) var said: [String] = []
    var chance = 0.5
    /// Asked to stop after so many milliseconds asleep.
    let stopsAfter: Int?
    private let slept = Slept()

    private final class Slept: Sendable {
        private let sum = Mutex(0)
        var milliseconds: Int {
            get { sum.withLock { $0 } }
            set { sum.withLock { $0 = newValue } }
        }
    }

    init(stopsAfter: Int? = nil) { self.stopsAfter = stopsAfter }

    /// Milliseconds slept in all.
    var pause: Int { slept.milliseconds }

    func session(tries: Int = 5, isAttended: Bool = false) throws(Fault) -> RetryingSession {
        let (slept, limit) = (slept, stopsAfter)
        let abort = limit.map { limit in Abort { slept.milliseconds >= limit } } ?? .never
        let visit = Visit(
            abort: abort, isAttended: isAttended, now: { Moment(seconds: 1000 + slept.milliseconds / 1000) },
            sleep: {
                self.sleeps.append($0)
                slept.milliseconds += $0
            }, say: { self.said.append($0) })
        return try RetryingSession(
            "the frail place", policy: RetryPolicy(tries: tries), visit, chance: { self.chance },
            open: { () throws(Fault) in try self.place.open() })
    }

    static func bytes(_ count: Int, salt: Int = 0) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 + salt) &* 2_654_435_761 >> 13) }
    }

    static func file(_ bytes: [UInt8]) -> GivenFile { GivenFile("given", bytes) }

    static func lost() -> Fault { Conversation.lost("the frail place") }
}
