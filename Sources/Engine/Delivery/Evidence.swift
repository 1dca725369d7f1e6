import Exchange

/// What stands under a name at the receiver, held against what we sent.
enum Presence: Hashable, CaseIterable {
    case absent
    /// The same size and digest as ours.
    case equal
    case different
}

/// What the receiver shows.
struct Evidence: Hashable {
    /// Under our temporary name.
    var temporary: Presence
    /// Under the final name.
    var target: Presence
    /// The receiver marked the final name as taken (`.handled`) with our size.
    var taken: Bool
    /// Our temporary file was renamed to the name of those that nobody publishes any more.
    var withdrawn: Bool
    /// Nobody else removes our temporary files there.
    var temporariesAreOurs: Bool
    /// This very process uploaded the temporary file and read it back.
    var uploadedByUs: Bool

    init(
        temporary: Presence = .absent, target: Presence = .absent, taken: Bool = false,
        withdrawn: Bool = false, temporariesAreOurs: Bool = false, uploadedByUs: Bool = false
    ) {
        self.temporary = temporary
        self.target = target
        self.taken = taken
        self.withdrawn = withdrawn
        self.temporariesAreOurs = temporariesAreOurs
        self.uploadedByUs = uploadedByUs
    }
}
