import Exchange

/// Where the audit chain was cut: its rows up to `number` were removed, and it goes on from `hash`.
package struct LedgerCut: Hashable, Sendable {
    /// The last row that was removed.
    package let number: Int
    /// That row's hash, from which the chain is verified now.
    package let hash: ContentDigest
    package let at: Moment
    /// How many runs went with it.
    package let runs: Int

    package init(number: Int, hash: ContentDigest, at: Moment, runs: Int) {
        self.number = number
        self.hash = hash
        self.at = at
        self.runs = runs
    }
}
