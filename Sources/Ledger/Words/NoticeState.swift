/// Where a notice stands.
package enum NoticeState: String, Sendable, CaseIterable {
    /// Waits to be sent, perhaps again.
    case planned
    /// A process is at it, until its lease is over.
    case sending
    case sent
    /// The same was told a short while ago: counted only.
    case quiet
    case givenUp = "given up"

    /// Nothing more happens to it.
    package var isSettled: Bool { self != .planned && self != .sending }
}
