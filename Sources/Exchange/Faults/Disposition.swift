/// What happens next after a fault.
package enum Disposition: Hashable, Sendable {
    /// May go away by itself: try again after this many seconds.
    case retry(after: Int)
    /// A person must decide; nothing is sent and nothing is lost meanwhile.
    case hold
    /// The input is refused as a whole; it stays where it is.
    case reject
    /// This run cannot go on.
    case stop
}
