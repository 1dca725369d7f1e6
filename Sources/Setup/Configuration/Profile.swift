import Exchange
import Schedule

/// An integration profile: what an operator wrote, found whole.
package struct Profile: Sendable {
    package let name: ProfileName
    /// What the operator says it is for; empty if nothing.
    package let summary: String
    package let institution: Institution
    /// Everything the engine needs.
    package let plan: RunPlan
    /// The profile's own keys and its feed's, as written.
    package let settings: Settings
    package let feedName: String
    /// When it runs; nil where only somebody or something else starts it.
    package let schedule: SchedulePlan?
    package let expectations: [ArrivalExpectation]

    /// What works, but hardly as it was meant; sorted. Asked of the feed, of both places and of whom
    /// is told each time.
    package var doubts: Complaints {
        let places = plan.pickup.transport.doubts() + plan.delivery.transport.doubts()
        let channels = plan.notices.channels.flatMap { $0.channel.doubts() }
        return Complaints(plan.feed.doubts() + places + channels).sorted()
    }
}
