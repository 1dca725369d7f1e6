/// How much a ledger holds.
package struct LedgerExtent: Hashable, Sendable {
    package let runs: Int
    /// Rows of the audit chain.
    package let transitions: Int
    /// Where the chain was last cut; nil for one that is whole from its beginning.
    package let cut: LedgerCut?
}
