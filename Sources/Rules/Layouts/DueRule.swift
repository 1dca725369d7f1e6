import Exchange

/// A day of a later month: the 25th of the next month, or of the one after where the day is late in its own.
package struct DueRule: Hashable, Sendable {
    /// A field with a date; nil: the day of the run.
    package let field: Int?
    /// 1 to 31; the last of a month that is shorter.
    let day: Int
    let months: Int
    /// A day after this one of its month counts as one of the next month; nil: none does.
    let lateAfter: Int?

    /// Nil outside the years 1 to 9999.
    package func date(_ date: CivilDate) -> CivilDate? {
        let isLate = lateAfter.map { date.day > $0 } ?? false
        guard let first = CivilDate(year: date.year, month: date.month, day: 1),
            let month = first.adding(months: months + (isLate ? 1 : 0))
        else { return nil }
        let last = CivilDate.days(inMonth: month.month, year: month.year)
        return CivilDate(year: month.year, month: month.month, day: min(day, last))
    }
}
