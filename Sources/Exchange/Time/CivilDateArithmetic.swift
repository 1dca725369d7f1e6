extension CivilDate {
    /// Nil where the day would be outside the years 1 to 9999.
    package func adding(_ span: DateSpan) -> CivilDate? {
        switch span.unit {
        case .day: adding(days: span.count)
        case .week: adding(days: span.count * 7)
        case .month: adding(months: span.count)
        case .year: adding(months: span.count * 12)
        }
    }

    /// Nil outside the years 1 to 9999.
    package func adding(days: Int) -> CivilDate? {
        let (number, overflow) = daysSince1970.addingReportingOverflow(days)
        // 0001-01-01 and 9999-12-31.
        guard !overflow, (-719_162...2_932_896).contains(number) else { return nil }
        return CivilDate(daysSince1970: number)
    }

    /// The same day of a later (or earlier) month, or that month's last day where it has no such day: a year after
    /// 29 February is 28 February, as contracts and the receiver's own arithmetic have it. Nil outside the years 1 to 9999.
    package func adding(months: Int) -> CivilDate? {
        let (number, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, number >= 12, number < 120_000 else { return nil }
        let (year, month) = (number / 12, number % 12 + 1)
        return CivilDate(year: year, month: month, day: min(day, CivilDate.days(inMonth: month, year: year)))
    }
}
