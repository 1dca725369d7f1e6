import Exchange

/// One time at which a profile runs, or would have run.
///
/// Its `id` is the nominal local time, `2026-11-01T01:30`: the same whenever and however often it is computed, and whatever
/// the clock did. A look of a poll has the instant in UTC, `2026-11-01T06:35:00Z`, which never comes twice either.
package struct Slot: Hashable, Sendable {
    /// What the wall clock does at the nominal time.
    package enum Mark: String, Hashable, Sendable {
        /// It jumps over it: the slot is at the first moment after.
        case gap
        /// It shows it twice: the slot is at the first.
        case fold
    }

    /// Why it is not on the day it was meant for.
    package struct Move: Hashable, Sendable {
        package let from: CivilDate
        package let holiday: String
    }

    package internal(set) var id: String
    /// Of a look: its window's.
    package let nominal: LocalMinute
    package internal(set) var at: Moment
    /// `at`, and the jitter.
    package internal(set) var start: Moment
    package let mark: Mark?
    /// Indexes of the schedule's lines that name it, ascending.
    package internal(set) var lines: [Int]
    package internal(set) var moves: [Move]
    /// Further nominal times that the clock jumps over to the same moment: one run stands for all of them.
    package internal(set) var alsoFor: [LocalMinute] = []
    /// A further look within a window, not its first.
    package internal(set) var isLook = false
    /// Why it does not run; nil where it does.
    package let skipped: String?

    init(
        nominal: LocalMinute, at: Moment, mark: Mark?, lines: [Int], moves: [Move], skipped: String?
    ) {
        id = nominal.description
        self.nominal = nominal
        self.at = at
        start = at
        self.mark = mark
        self.lines = lines
        self.moves = moves
        self.skipped = skipped
    }

    /// Whether the text can be a slot's id.
    package static func isID(_ text: String) -> Bool {
        if LocalMinute(text) != nil { return true }
        // The seconds of a moment are read as a minute of an hour would be: two digits below 60.
        let (minute, rest) = (text.prefix(16), text.dropFirst(16))
        return rest.count == 4 && rest.hasPrefix(":") && rest.hasSuffix("Z") && LocalMinute(String(minute)) != nil
            && LocalMinute("2000-01-01T00" + rest.dropLast()) != nil
    }
}
