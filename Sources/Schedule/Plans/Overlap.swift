/// What happens to a slot that comes while the profile's last run is still at work. The raw values are the words of
/// profiles.
package enum Overlap: String, Hashable, Sendable, CaseIterable {
    /// It begins when that run is over; one at most waits, the newest.
    case queue
    case skip
    /// That run is asked to stop where it is, and this one goes on with it.
    case replace
}
