import Exchange

/// Opens sessions, again and again where it has to: the part of a session that comes back.
///
/// Only what may go away by itself (a fault with `.retry`) is tried again: an unreachable server, a broken conversation,
/// a stall. A refused login, a wrong host key or a nonsensical server is not.
final class Retrying {
    private let open: () throws(Fault) -> any Session
    private let policy: RetryPolicy
    private let visit: Visit
    private let address: String
    private let chance: () -> Double
    private(set) var current: (any Session)?
    /// Tries in a row that came to nothing.
    private var failures = 0

    /// Named so in a fault's context: the seconds the server itself asked us to stay away.
    static let wait = "wait_seconds"

    init(
        _ address: String, policy: RetryPolicy, _ visit: Visit, chance: @escaping () -> Double,
        open: @escaping () throws(Fault) -> any Session
    ) {
        self.address = address
        self.policy = policy
        self.visit = visit
        self.chance = chance
        self.open = open
    }

    func session() throws(Fault) -> any Session {
        while true {
            if let current { return current }
            do throws(Fault) { current = try open() } catch { try forgive(error) }
        }
    }

    /// Something moved: the count of failures begins anew.
    func moved() { failures = 0 }

    /// Drops the session and waits a while; throws the fault where trying again would not help, or has not.
    func forgive(_ fault: Fault) throws(Fault) {
        if Retrying.isAnswer(fault) { throw fault }
        current?.close()
        current = nil
        guard case .retry = fault.disposition else { throw fault }
        if policy.tries == 1 { throw fault }
        failures += 1
        guard failures < policy.tries else {
            throw Fault(
                fault.code, fault.disposition, "\(fault.message) It was tried \(policy.tries) times.",
                remedy: fault.remedy, context: fault.context)
        }
        let asked = fault.context[Retrying.wait].flatMap { Int($0) } ?? 0
        let pause = max(policy.pause(after: failures, chance: chance()), asked * 1000)
        visit.say("\(fault.message) Trying again in \((pause + 999) / 1000) s.")
        try sleep(pause)
    }

    /// What a server says of a path: the conversation goes on.
    private static func isAnswer(_ fault: Fault) -> Bool {
        let answers: [Code] = [.placeMissing, .placeNotAFile, .placePathRefused, .placeRefused]
        return fault.disposition == .stop && answers.contains(fault.code)
    }

    /// In small parts, so that a request to stop is heard.
    private func sleep(_ milliseconds: Int) throws(Fault) {
        var rest = milliseconds
        while true {
            if visit.abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
            if rest <= 0 { return }
            visit.sleep(min(rest, 250))
            rest -= 250
        }
    }

    func close() {
        current?.close()
        current = nil
    }
}
