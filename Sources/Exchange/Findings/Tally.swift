/// What became of every record. The books must balance: nothing read may be unaccounted for.
package struct Tally: Hashable, Sendable {
    /// Records in.
    package var read = 0
    /// Records that no input held (people expired from the baseline).
    package var added = 0
    package var accepted = 0
    package var rejected = 0
    /// Left out on purpose, by a rule of the profile.
    package var filtered = 0
    /// Joined into another record.
    package var merged = 0

    package init() {}

    /// Records in + added = accepted + rejected + filtered + merged (invariant 8 of the delivery protocol).
    package var balances: Bool { read + added == accepted + rejected + filtered + merged }
}
