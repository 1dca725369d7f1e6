import Exchange

/// Where the audit chain stood at some time: its last row then, and that row's hash, which covers all rows before it.
/// Whoever keeps one outside the ledger sees later whether rows were cut off since.
package struct AuditHead: Hashable, Sendable {
    package let number: Int
    package let hash: ContentDigest

    package init(number: Int, hash: ContentDigest) {
        self.number = number
        self.hash = hash
    }
}
