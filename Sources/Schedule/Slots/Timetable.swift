import Exchange

/// When a profile runs: its plan on its zone's wall clock. Pure: the same answers for the same questions, always.
///
/// - A slot is its nominal local time: lines that name the same minute are one slot, and so is a run that a calendar moves
///   onto another's minute.
/// - What the clock jumps over in spring is run once, at the first moment after the jump, as one slot with whatever else
///   the plan has at that moment.
/// - What the clock shows twice in autumn is run once, the first time. A line such as `*/5 * * * *` therefore rests for
///   that hour; `poll` does not, because its looks go by moments.
/// - A slot's jitter follows from the profile's name and the slot's id.
package struct Timetable: Hashable, Sendable {
    package let plan: SchedulePlan
    package let zone: TimeZoneData
    /// The profile's, for the jitter.
    package let name: String

    package init(_ plan: SchedulePlan, zone: TimeZoneData, name: String) {
        self.plan = plan
        self.zone = zone
        self.name = name
    }

    /// Those that run, in order of their moment (not of `start`).
    package func slots(in range: Range<Moment>) -> [Slot] {
        let runs = outlook(range).filter { $0.skipped == nil }
        guard let poll = plan.poll else { return runs }
        let early = Moment(seconds: range.lowerBound.seconds - poll.open)
        let windows = plannedSlots(early..<range.upperBound).filter { $0.skipped == nil }
        return windows.enumerated().flatMap { index, window in
            let next = index + 1 < windows.count ? windows[index + 1].at : nil
            return [window] + looks(window, poll, before: next)
        }.filter { range.contains($0.at) }
    }

    /// Those that run, and those that a calendar keeps from running; without the further looks of a poll.
    package func outlook(_ range: Range<Moment>) -> [Slot] { plannedSlots(range) }

    /// The first after `moment`; nil where none comes within twelve years.
    package func next(after moment: Moment) -> Slot? {
        var from = Moment(seconds: moment.seconds, nanoseconds: moment.nanoseconds).following
        // What comes often is found without making the slots of a whole day.
        var step = 600
        let end = moment.seconds + 12 * 366 * 86_400
        while from.seconds < end {
            let to = Moment(seconds: min(end, from.seconds + step))
            if let first = slots(in: from..<to).first { return first }
            from = to
            step = min(400 * 86_400, step * 6)
        }
        return nil
    }

    /// The next `count` that run.
    package func next(_ count: Int, after moment: Moment) -> [Slot] {
        var found: [Slot] = []
        var from = moment
        while found.count < count, let slot = next(after: from) {
            found.append(slot)
            from = slot.at
        }
        return found
    }

    /// Further looks of a window: until it closes, or the next one opens.
    private func looks(_ window: Slot, _ poll: PollRule, before next: Moment?) -> [Slot] {
        let close = min(window.at.seconds + poll.open, next?.seconds ?? Int.max)
        return stride(from: window.at.seconds + poll.every, to: close, by: poll.every).compactMap { seconds in
            let at = Moment(seconds: seconds)
            if plan.calendar?.blackout(LocalMinute(zone.civil(at))) != nil { return nil }
            var look = window
            look.isLook = true
            look.id = Timetable.instant(at)
            look.start = Moment(seconds: seconds + window.start.seconds - window.at.seconds)
            look.at = at
            look.alsoFor = []
            return look
        }
    }

    /// `2026-11-01T06:35:00Z`.
    package static func instant(_ moment: Moment) -> String {
        let civil = CivilTime(moment, offset: 0, abbreviation: "UTC")
        return "\(LocalMinute(civil)):\(padded(civil.second, 2))Z"
    }
}

extension Moment {
    /// The next there is.
    fileprivate var following: Moment {
        nanoseconds < 999_999_999
            ? Moment(seconds: seconds, nanoseconds: nanoseconds + 1) : Moment(seconds: seconds + 1)
    }
}
