import Exchange

/// What a library sets down about its days: holidays, terms, hours in which nothing begins.
package struct WorkCalendar: Hashable, Sendable {
    package let name: String
    /// Days of the week on which nobody works; 0 is Sunday.
    package let weekend: Set<Int>
    package let holidays: [DaySpan]
    package let terms: [DaySpan]
    package let blackouts: [Blackout]

    package init(
        name: String, weekend: Set<Int> = [0, 6], holidays: [DaySpan] = [], terms: [DaySpan] = [],
        blackouts: [Blackout] = []
    ) {
        self.name = name
        self.weekend = weekend
        self.holidays = holidays
        self.terms = terms
        self.blackouts = blackouts
    }

    /// The name of the holiday that this day is or lies in.
    package func holiday(_ date: CivilDate) -> String? { holidays.first { $0.contains(date) }?.name }

    package func isTerm(_ date: CivilDate) -> Bool { terms.contains { $0.contains(date) } }

    package func isWorkingDay(_ date: CivilDate) -> Bool {
        !weekend.contains(date.weekday) && holiday(date) == nil
    }

    package func blackout(_ time: LocalMinute) -> Blackout? { blackouts.first { $0.contains(time) } }
}
