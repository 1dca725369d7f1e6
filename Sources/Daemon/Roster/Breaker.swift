/// Keeps runs away from a connection whose place has failed several times in a row, and lets one through after a while to
/// see whether it is well again. Shared by all profiles that use the connection.
struct Breaker: Hashable, Sendable {
    static let threshold = 3
    static let longest = 1800.0

    private(set) var failures = 0
    /// Steady seconds; nil while it is closed.
    private(set) var openUntil: Double?
    /// One run is on its way to see.
    private(set) var isTrying = false

    func lets(_ now: Double) -> Bool {
        guard let openUntil else { return true }
        return now >= openUntil && !isTrying
    }

    mutating func begins() { if openUntil != nil { isTrying = true } }

    /// Answers the seconds it stays open, where this failure opened it (again).
    mutating func failed(_ now: Double) -> Double? {
        failures += 1
        isTrying = false
        guard failures >= Breaker.threshold else { return nil }
        let pause = min(Breaker.longest, 60 * Double(1 << min(10, failures - Breaker.threshold)))
        openUntil = now + pause
        return pause
    }

    /// Answers whether it had been open.
    mutating func succeeded() -> Bool {
        let wasOpen = openUntil != nil
        self = Breaker()
        return wasOpen
    }

    /// The run that was to see ended without saying anything of the place.
    mutating func saidNothing() { isTrying = false }
}
