import Exchange
import Schedule

/// One slot of a duty that is to be carried out, or is.
package struct Assignment: Hashable, Sendable {
    package let duty: String
    /// The slot's id.
    package let slot: String
    /// When it was to begin.
    package let due: Moment
    /// A further look of a poll: the next one sees the same.
    package let isLook: Bool
    /// How often it was begun and did not come to an end of its own.
    package internal(set) var failures = 0
    /// How its last process ended that was not asked to, for sentences: `was ended by signal 4`.
    package internal(set) var lastEnd: String?
    /// Steady seconds: not before.
    var notBefore = 0.0

    package init(duty: String, slot: String, due: Moment, isLook: Bool = false) {
        self.duty = duty
        self.slot = slot
        self.due = due
        self.isLook = isLook
    }

    init(_ slot: Slot, of duty: String) {
        self.init(duty: duty, slot: slot.id, due: slot.start, isLook: slot.isLook)
    }

    /// Begun once already: the slot may be taken, and what is left is to go on with the run, or begin another.
    package var isRetry: Bool { failures > 0 }
}
