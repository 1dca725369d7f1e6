/// What happens when the receiver already has a file of the name a delivery is to get.
package enum NameConflict: String, Hashable, Sendable, CaseIterable {
    /// The delivery is not published; a person decides.
    case refuse
    /// It gets the next free name of the same pattern.
    case version
    /// It takes the other file's place.
    case replace
}
