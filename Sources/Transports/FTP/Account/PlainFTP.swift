import Exchange

/// Why, and until when, a connection speaks FTP that everybody on the way can read.
struct PlainFTP: Hashable, Sendable {
    let reason: String
    /// The last day.
    let until: CivilDate
}
