import Exchange
import Testing

@Suite struct `Calendar arithmetic` {
    private static func day(_ text: String) throws -> CivilDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return try #require(CivilDate(year: parts[0], month: parts[1], day: parts[2]))
    }

    @Test(arguments: [
        ("2026-11-21", "+6 months", "2027-05-21"), ("2026-08-31", "6 months", "2027-02-28"),
        ("2027-08-31", "6 months", "2028-02-29"), ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "+4 years", "2028-02-29"), ("2024-02-29", "-1 year", "2023-02-28"),
        ("2026-12-31", "2 months", "2027-02-28"), ("2026-01-31", "-1 month", "2025-12-31"),
        ("2026-03-31", "-1 months", "2026-02-28"), ("2026-12-31", "1 day", "2027-01-01"),
        ("2026-11-21", "45 days", "2027-01-05"), ("2026-11-21", "2 weeks", "2026-12-05"),
        ("2026-11-21", "0 days", "2026-11-21"),
    ])
    func `moves a day`(day: String, span: String, result: String) throws {
        let span = try #require(DateSpan(span))
        #expect(try Self.day(day).adding(span)?.description == result)
    }

    @Test func `stays within the calendar`() throws {
        #expect(try Self.day("9999-12-31").adding(days: 1) == nil)
        #expect(try Self.day("9999-12-01").adding(months: 1) == nil)
        #expect(try Self.day("0001-01-01").adding(days: -1) == nil)
        #expect(try Self.day("0001-01-31").adding(months: -1) == nil)
        #expect(try Self.day("0001-01-01").adding(days: 3_652_058)?.description == "9999-12-31")
        for number in [Int.max, Int.min] {
            #expect(try Self.day("2026-11-21").adding(days: number) == nil)
            #expect(try Self.day("2026-11-21").adding(months: number) == nil)
        }
    }

    /// All days of three centuries, moved by months both ways: the month is the one meant, the day the same or the last.
    @Test func `by months lands in the month meant`() throws {
        let (first, last) = (try Self.day("1900-01-01").daysSince1970, try Self.day("2200-12-31").daysSince1970)
        var wrong: [String] = []
        for number in first...last {
            let date = CivilDate(daysSince1970: number)
            for months in [-25, -1, 1, 6, 12] {
                let moved = date.adding(months: months)
                let index = date.year * 12 + date.month - 1 + months
                let length = CivilDate.days(inMonth: index % 12 + 1, year: index / 12)
                let expected = CivilDate(year: index / 12, month: index % 12 + 1, day: min(date.day, length))
                if moved == nil || moved != expected { wrong.append("\(date) \(months)") }
                // There and back is the same day, or the last of its month that both have.
                if date.day <= 28, moved?.adding(months: -months) != date { wrong.append("\(date) \(months) back") }
            }
            if CivilDate(daysSince1970: number + 1) != date.adding(days: 1) { wrong.append("\(date)") }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        #expect(last - first == 109_937)
    }

    @Test(arguments: [
        ("+6 months", 6, "+6 months"), ("6 month", 6, "+6 months"), ("-1 year", -1, "-1 year"),
        ("45 days", 45, "+45 days"),
        ("+ 2 weeks", 2, "+2 weeks"), ("1Day", 1, "+1 day"), ("0 days", 0, "+0 days"),
    ])
    func `has spans as people write them`(text: String, count: Int, words: String) {
        let span = DateSpan(text)
        #expect(span?.count == count && span?.description == words)
        #expect(span?.reversed.count == -count)
    }

    @Test(arguments: [
        "", "+", "6", "months", "6 moons", "six months", "1.5 years", "--1 day", "+-1 day", "10000 years",
        "1 year 2 months",
        "99999999999999999999 days", "６ days",
    ])
    func `takes nothing else for a span`(text: String) { #expect(DateSpan(text) == nil) }
}
