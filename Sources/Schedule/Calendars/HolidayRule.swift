/// What becomes of a run that falls on a holiday. The raw values are the words of profiles.
package enum HolidayRule: String, Hashable, Sendable, CaseIterable {
    case run
    case skip
    /// On the next working day, at the same time.
    case next
    /// On the working day before.
    case previous
}
