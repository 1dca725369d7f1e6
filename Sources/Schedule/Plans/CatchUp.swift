/// Which slots are run that came while nobody was there. The raw values are the words of profiles.
package enum CatchUp: String, Hashable, Sendable, CaseIterable {
    /// The last of them.
    case latest
    /// Each, in its order.
    case all
    case none
}
