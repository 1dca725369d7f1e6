import Exchange
import Glibc
import Machine
import Synchronization

/// A name on its way to addresses. The system's resolver cannot be told to stop, so it is asked on a thread of its own:
/// one that hangs is left behind (it ends when the resolver gives up) and nobody waits for it.
final class NameLookup: Sendable {
    /// What the resolver said: addresses in the order it prefers (RFC 6724), or its error number.
    enum Answer: Sendable {
        case found([HostAddress])
        case failed(Int32)
    }

    private let name: String
    private let ask: @Sendable (String) -> Answer
    private let answer = Mutex<Answer?>(nil)

    /// `ask` is the system's resolver but in tests.
    static func answer(
        to name: String, _ limit: TimeLimit, ask: @escaping @Sendable (String) -> Answer = NameLookup.resolver
    ) throws(Fault) -> Answer {
        if let literal = HostAddress(name) { return .found([literal]) }
        let lookup = NameLookup(name, ask)
        guard lookup.start() else { return .failed(EAI_SYSTEM) }
        while !limit.isOver {
            try limit.look("looking up \(name)")
            if let answer = lookup.answer.withLock({ $0 }) { return answer }
            WallClock.sleep(milliseconds: min(limit.milliseconds, 2))
        }
        return .failed(EAI_AGAIN)
    }

    private init(_ name: String, _ ask: @escaping @Sendable (String) -> Answer) {
        self.name = name
        self.ask = ask
    }

    /// The thread holds on to this object until it is done.
    private func start() -> Bool {
        var thread = pthread_t()
        let handed = Unmanaged.passRetained(self)
        // Signals belong to the threads that expect them.
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        let failed = pthread_create(
            &thread, nil,
            { handed in
                guard let handed else { return nil }
                Unmanaged<NameLookup>.fromOpaque(handed).takeRetainedValue().work()
                return nil
            }, handed.toOpaque())
        pthread_sigmask(SIG_SETMASK, &before, nil)
        if failed == 0 { pthread_detach(thread) } else { handed.release() }
        return failed == 0
    }

    private func work() {
        let said = ask(name)
        answer.withLock { $0 = said }
    }

    /// getaddrinfo(3).
    static let resolver: @Sendable (String) -> Answer = { name in
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let failed = getaddrinfo(name, nil, &hints, &list)
        guard failed == 0 else { return .failed(failed) }
        defer { freeaddrinfo(list) }
        var found: [HostAddress] = []
        var next = list
        while let entry = next?.pointee {
            if let raw = entry.ai_addr, let address = HostAddress(raw, family: entry.ai_family),
                !found.contains(address)
            {
                found.append(address)
            }
            next = entry.ai_next
        }
        return .found(found)
    }
}
