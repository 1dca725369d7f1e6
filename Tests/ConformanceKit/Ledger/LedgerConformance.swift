/// The ledger's contract in executable form: every store keeps every promise of it.
///
///     @Test(arguments: LedgerConformance.promises)
///     func `the store keeps the promise`(promise: LedgerPromise) throws { try promise.check(aBench) }
package enum LedgerConformance {
    package static let promises =
        runPromises + claimPromises + lookPromises + arrivalPromises + historyPromises + deliveryPromises
        + temporaryPromises + batchPromises + notebookPromises + auditPromises + textPromises + holdPromises
        + prunePromises + slotPromises + noticePromises + registerPromises
}

/// One promise of `LedgerStore`, as a sentence, and how to see whether it is kept.
package struct LedgerPromise: Sendable, CustomStringConvertible {
    package let description: String
    /// Needs a bench with an empty ledger; reports through Swift Testing.
    package let check: @Sendable (LedgerBench) throws -> Void

    init(_ description: String, _ check: @escaping @Sendable (LedgerBench) throws -> Void) {
        self.description = description
        self.check = check
    }
}
