import Exchange

/// What becomes of a message.
enum EDIFate: Hashable, Sendable {
    case deliver
    /// It leaves its interchange, and is kept by itself.
    case reject
    /// The same, because the receiver may have it already.
    case hold
    /// Left out on purpose.
    case leaveOut
}

/// What a feed thinks of a message, and what it is worth.
struct EDIVerdict: Hashable, Sendable {
    let fate: EDIFate
    var money: Money?

    static let rejected = EDIVerdict(fate: .reject)
}
