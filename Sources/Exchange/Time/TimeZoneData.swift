/// A time zone as the system's TZif file describes it (RFC 9636, version 2 and later).
///
/// Foundation cannot tell: in a statically linked binary its zones are nil.
package struct TimeZoneData: Hashable, Sendable {
    package struct Period: Hashable, Sendable {
        /// Seconds east of UTC.
        package let offset: Int
        package let abbreviation: String

        package init(offset: Int, abbreviation: String) {
            self.offset = offset
            self.abbreviation = abbreviation
        }
    }

    package let name: String
    /// When each period begins, ascending; `periods` runs parallel.
    package let transitions: [Int]
    package let periods: [Period]
    /// Before the first transition.
    package let first: Period
    /// After the last transition (clause 3.3), where the file has one.
    package let footer: PosixZone?

    package init(name: String, transitions: [Int], periods: [Period], first: Period, footer: PosixZone?) {
        self.name = name
        self.transitions = transitions
        self.periods = periods
        self.first = first
        self.footer = footer
    }

    package static let utc = TimeZoneData(
        name: "UTC", transitions: [], periods: [], first: Period(offset: 0, abbreviation: "UTC"), footer: nil)

    /// `moment` as a wall clock of this zone shows it.
    package func civil(_ moment: Moment) -> CivilTime {
        let period = period(at: moment.seconds)
        return CivilTime(moment, offset: period.offset, abbreviation: period.abbreviation)
    }

    /// The first moment at which a wall clock of this zone shows the given time; where the clock jumps over it, the
    /// moment of the jump.
    package func moment(_ date: CivilDate, hour: Int, minute: Int, second: Int) -> Moment {
        let local = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second
        // No zone is a day or more from UTC, so the answer lies within a day of `local`; the offsets in use around it:
        let candidates = [-86_400, 0, 86_400].map { period(at: local + $0).offset }
        let exact = candidates.map { local - $0 }.filter { $0 + period(at: $0).offset == local }.min()
        if let exact { return Moment(seconds: exact) }
        return Moment(seconds: jump(over: local))
    }

    /// The moment at which the wall clock jumps over `local`.
    private func jump(over local: Int) -> Int {
        var low = local - 86_400
        var high = local + 86_400
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if middle + period(at: middle).offset > local { high = middle } else { low = middle }
        }
        return high
    }

    package func period(at seconds: Int) -> Period {
        guard let start = transitions.first, seconds >= start else {
            return transitions.isEmpty ? footer?.period(at: seconds) ?? first : first
        }
        if let last = transitions.last, seconds >= last, let footer { return footer.period(at: seconds) }
        var low = 0
        var high = transitions.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle } else { high = middle }
        }
        return periods[low]
    }
}
