import Exchange

/// How often, and after how long, something that may go away by itself is tried again.
package struct RetryPolicy: Hashable, Sendable {
    /// Tries in a row without any progress, the first included.
    package let tries: Int
    package let firstMilliseconds: Int
    package let longestMilliseconds: Int

    package init(tries: Int = 5, firstMilliseconds: Int = 1000, longestMilliseconds: Int = 60_000) {
        self.tries = tries
        self.firstMilliseconds = firstMilliseconds
        self.longestMilliseconds = longestMilliseconds
    }

    /// Nothing twice.
    package static let once = RetryPolicy(tries: 1)

    /// The pause after try number `count` (from 1): twice as long each time, between half and the whole of it, so that
    /// those who were cut off together do not come back together. `chance` is within 0..<1.
    func pause(after count: Int, chance: Double) -> Int {
        let doubled = firstMilliseconds << min(count - 1, 20)
        let whole = Double(min(doubled, longestMilliseconds))
        return Int(whole * (0.5 + chance / 2))
    }
}
