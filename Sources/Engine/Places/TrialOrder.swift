import Exchange

/// What is to be tried at a place.
package struct TrialOrder: Sendable {
    /// A profile that picks up there.
    package struct Reading: Sendable {
        package let profile: String
        package let plan: PickupPlan
        package init(_ profile: String, _ plan: PickupPlan) {
            self.profile = profile
            self.plan = plan
        }
    }

    package let readings: [Reading]
    /// Folders that are to be written to: those that profiles deliver to.
    package let writings: [String]

    package init(readings: [Reading], writings: [String]) {
        self.readings = readings
        self.writings = writings
    }
}
