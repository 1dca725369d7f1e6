import Exchange

/// What a step says when it is done.
enum Onward: Hashable {
    case next
    /// The run is over, for this reason, in one sentence.
    case end(End, String)
    /// The run is over, and nothing is sent unless a person releases exactly what it made.
    case hold(String)
    /// A person must decide; the run stays open and looks again next time.
    case wait(String)
}
