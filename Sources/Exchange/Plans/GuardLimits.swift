/// The limits beyond which a whole load is held for a person instead of being delivered. Nil: no such limit. Those that
/// compare need a load that was delivered before.
package struct GuardLimits: Hashable, Sendable {
    /// More rejects than this share of the records read trips the guard; 0...100.
    package var maxRejectsPercent: Int?
    /// Fewer accepted records than this trips the guard.
    package var minRecords: Int?
    /// Fewer records than before, by more than this share of the last load.
    package var maxFallPercent: Int?
    /// More records than before, by more than this share of the last load; may be above 100.
    package var maxRisePercent: Int?
    /// Of the last load's records, more than this share is missing now, expired or not.
    package var maxGonePercent: Int?
    /// As `maxFallPercent`, for each group that has no limit of its own.
    package var maxGroupFallPercent: Int?
    /// A load, a group or a field that fewer records had is not judged, unless it has a limit of its own or is gone
    /// altogether.
    package var groupFloor = 20
    /// A group's own limit; 100 never trips.
    package var groups: [String: Int] = [:]
    /// As `maxFallPercent`, over the records with a value in a field, for each field that has no limit of its own.
    package var maxFieldFallPercent: Int?
    /// A field's own limit; 100 never trips.
    package var fields: [String: Int] = [:]
    /// Of the records that had a value in a field, more than this share would lose it.
    package var maxClearedPercent: Int?
    /// Of the records both loads have, more than this share has another value in a field that rarely changes.
    package var maxSteadyChangePercent: Int?
    /// More records than this would be ended at the receiver.
    package var maxExpired: Int?
    /// As `maxExpired`, by share of the last load.
    package var maxExpiredPercent: Int?

    package init(maxRejectsPercent: Int? = nil, minRecords: Int? = nil) {
        self.maxRejectsPercent = maxRejectsPercent
        self.minRecords = minRecords
    }
}
