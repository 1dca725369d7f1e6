import Synchronization

@testable import Transports

/// A name that leads here the first time, and elsewhere from then on.
final class Asked: Sendable {
    private let times = Mutex(0)

    var count: Int { times.withLock { $0 } }

    func answer() -> NameLookup.Answer {
        let first = times.withLock { times in
            times += 1
            return times == 1
        }
        return .found([HostAddress(first ? "127.0.0.1" : "127.0.0.9")].compactMap { $0 })
    }
}
