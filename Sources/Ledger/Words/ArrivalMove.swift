import Exchange

/// One arrival's transition, as part of a batch.
package struct ArrivalMove: Hashable, Sendable {
    package let ordinal: Int
    package let from: ArrivalState
    package let to: ArrivalState
    /// Nil leaves what is there.
    package let digest: ContentDigest?
    package let staged: String?

    package init(
        _ ordinal: Int, from: ArrivalState, to: ArrivalState, digest: ContentDigest? = nil, staged: String? = nil
    ) {
        self.ordinal = ordinal
        self.from = from
        self.to = to
        self.digest = digest
        self.staged = staged
    }
}
