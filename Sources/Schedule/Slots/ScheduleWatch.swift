import Exchange

/// How far a schedule has been attended to. The one thing to remember of it between two looks at the clock; that nothing
/// is run twice does not rest on it but on the ledger, which knows each slot that was taken.
package struct ScheduleWatch: Hashable, Sendable {
    /// What was due at one look at the clock.
    package struct Due: Hashable, Sendable {
        /// To be run, in this order.
        package var run: [Slot] = []
        /// Not run, by the plan's `catch_up`.
        package var passed: [Slot] = []
        /// Seconds by which the clock was set back since the last look.
        package var setBack: Int?
    }

    /// Slots that start up to this moment have been looked at.
    package private(set) var seen: Moment

    /// A slot that is begun at most so many seconds late has not been missed.
    package static let grace = 600

    package init(seen: Moment) { self.seen = seen }

    /// What starts after the last look, up to `now`. Where the clock was set back nothing is due, and time counts from
    /// there: what comes again is found taken in the ledger.
    package mutating func due(_ timetable: Timetable, now: Moment) -> Due {
        if now < seen {
            let back = seen.seconds - now.seconds
            seen = now
            return Due(setBack: back)
        }
        let plan = timetable.plan
        let from = max(seen.seconds, now.seconds - max(plan.horizon, ScheduleWatch.grace))
        let earliest = Moment(seconds: from - plan.jitter)
        let slots = timetable.slots(in: earliest..<Moment(seconds: now.seconds + 1)).filter {
            $0.start > seen && $0.start <= now && $0.start.seconds >= from
        }.sorted { ($0.start, $0.at) < ($1.start, $1.at) }
        seen = now
        var due = Due()
        for slot in slots {
            let isLate = now.seconds - slot.start.seconds > ScheduleWatch.grace
            // A look that was missed is worth nothing: the next one sees the same.
            let counts = !isLate || (plan.catchUp != .none && !slot.isLook)
            if counts { due.run.append(slot) } else { due.passed.append(slot) }
        }
        if plan.catchUp == .latest, due.run.count > 1 {
            due.passed += due.run.dropLast()
            due.run = [due.run[due.run.count - 1]]
        }
        return due
    }
}
