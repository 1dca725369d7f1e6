import Exchange

/// A slot of a profile's schedule, and the run it was taken by: once, unless that run came to nothing.
package struct SlotRow: Hashable, Sendable {
    package let profile: String
    /// Its name, `2026-11-01T01:30`.
    package let slot: String
    /// The newest run begun for it.
    package internal(set) var run: String
    /// How many runs were begun for it.
    package internal(set) var attempts: Int

    package init(profile: String, slot: String, run: String, attempts: Int = 1) {
        self.profile = profile
        self.slot = slot
        self.run = run
        self.attempts = attempts
    }
}

extension End {
    /// Whether a slot whose run ended so is over. The others sent nothing, and another run may be begun for the slot.
    package var settlesSlot: Bool {
        switch self {
        case .done, .doneWithRejects, .held, .nothingToDo, .rejected: true
        case .missing, .transport, .configuration, .internalError, .usage, .busy: false
        }
    }
}
