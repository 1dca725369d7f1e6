/// The limits beyond which a whole load is held for a person instead of being delivered. Nil: no such limit.
package struct GuardLimits: Hashable, Sendable {
    /// More rejects than this share of the records read trips the guard; 0...100.
    package let maxRejectsPercent: Int?
    /// Fewer accepted records than this trips the guard.
    package let minRecords: Int?

    package init(maxRejectsPercent: Int? = nil, minRecords: Int? = nil) {
        self.maxRejectsPercent = maxRejectsPercent
        self.minRecords = minRecords
    }
}
