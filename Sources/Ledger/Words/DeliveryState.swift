/// Where a file that goes out stands.
///
///     planned -> uploading -> uploaded -> publishing -> delivered -> confirmed
///
/// `uploading` is recorded before the first remote byte, `publishing` (the durable intent) before the rename.
package enum DeliveryState: String, Sendable, CaseIterable {
    case planned, uploading, uploaded, publishing, delivered, confirmed
    /// A transient fault: to be tried again.
    case retry
    /// A person must decide.
    case held
    case quarantined
    /// What the place shows neither proves nor disproves the publication.
    case inDoubt = "in doubt"
    case cancelled

    package var mayBecome: Set<DeliveryState> {
        switch self {
        case .planned: [.uploading, .held, .cancelled]
        // Uploading again is a new attempt under a new temporary name: nothing of the old one is trusted.
        case .uploading: [.uploading, .uploaded, .retry, .held, .quarantined, .cancelled]
        case .uploaded: [.uploading, .publishing, .retry, .held, .quarantined, .cancelled]
        // Once the intent stands, only the outcome of that one rename is open.
        case .publishing: [.delivered, .held, .inDoubt]
        case .delivered: [.confirmed]
        case .retry: [.uploading, .held, .cancelled]
        case .held: [.planned, .uploading, .delivered, .cancelled]
        case .inDoubt: [.delivered, .planned, .held, .cancelled]
        case .confirmed, .quarantined, .cancelled: []
        }
    }

    /// Whether only a person can say so: what was about to be published is sent anew.
    package func needsDecision(to state: DeliveryState) -> Bool { self == .inDoubt && state == .planned }

    /// Nothing more happens to it by itself.
    package var isSettled: Bool { self == .delivered || self == .confirmed || self == .cancelled }
}
