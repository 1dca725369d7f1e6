import Exchange

/// A local day on a zone's wall clock: the moment of each of its minutes.
struct ZoneReading {
    private let zone: TimeZoneData
    /// The offset where it does not change from the day before to the day after; nil where it does.
    private let steady: Int?

    init(_ zone: TimeZoneData, _ date: CivilDate) {
        self.zone = zone
        let midnight = date.daysSince1970 * 86_400
        let offsets = [-1, 0, 1, 2].map { zone.period(at: midnight + $0 * 86_400).offset }
        steady = offsets.allSatisfy { $0 == offsets[0] } ? offsets[0] : nil
    }

    /// The first moment that shows it, or the first after the clock jumped over it.
    func moment(_ time: LocalMinute) -> (at: Moment, mark: Slot.Mark?) {
        if let steady { return (Moment(seconds: time.seconds - steady), nil) }
        let at = zone.moment(time.date, hour: time.minute / 60, minute: time.minute % 60, second: 0)
        if at.seconds + zone.period(at: at.seconds).offset != time.seconds { return (at, .gap) }
        let again = time.seconds - zone.period(at: at.seconds + 86_400).offset
        let isFold = again > at.seconds && again + zone.period(at: again).offset == time.seconds
        return (at, isFold ? .fold : nil)
    }
}
