import Exchange
import Schedule
import Testing

@Suite struct `A cron line` {
    @Test(arguments: [
        ("", 0), ("30 2 * *", 0), ("0 30 2 * * *", 11), ("60 2 * * *", 0), ("30 24 * * *", 3), ("30 2 0 * *", 5),
        ("30 2 * 13 *", 7), ("30 2 * * 8", 9), ("30 2 * * MON-FRY", 13), ("30 2 * JANUARY *", 7), ("5/15 * * * *", 0),
        ("*/0 * * * *", 2), ("*/90 * * * *", 2), ("*/60 * * * *", 0), ("30 22-6 * * *", 3), ("30 2 * * FRI-MON", 9),
        ("1,,2 * * * *", 2), ("1-2-3 * * * *", 0), ("*/2/2 * * * *", 0), ("? 2 * * *", 0), ("30 2 ? * L", 9),
        ("30 2 30 2 *", 5), ("30 2 31 FEB,APR *", 5), ("H 2 * * *", 0), ("30 2 * * 5#3", 9), ("30 2 15W * *", 5),
        ("@reboot", 0), ("@dayly", 0), ("-5 * * * *", 0), ("5- * * * *", 2), ("\u{664} * * * *", 0),
        ("30 2 L-3 * *", 5),
        ("00099 * * * *", 0), ("30 2 * * 5-9", 11),
    ])
    func `that is wrong says at which letter, and what to write`(text: String, offset: Int) {
        let problem = #expect(throws: CronProblem.self) { try CronLine(text) }
        if text == "*/90 * * * *" {
            // The whole item is named: its step is right by itself.
            #expect(problem?.offset == 0)
        } else {
            #expect(problem?.offset == offset, "\(text): \(problem?.message ?? "")")
        }
        #expect(problem?.message.isEmpty == false)
    }

    @Test func `proposes the word that was meant`() {
        #expect(#expect(throws: CronProblem.self) { try CronLine("0 2 * JANUARY *") }?.nearest == "JAN")
        #expect(#expect(throws: CronProblem.self) { try CronLine("@dayly") }?.nearest == "@daily")
    }

    @Test(arguments: [
        ("30 2 * * *", "every day at 02:30"), ("30 2 * * MON-FRI", "every weekday at 02:30"),
        ("0,30 2,14 * * 1", "every Monday at 02:00, 02:30, 14:00 and 14:30"), ("*/5 * * * *", "every 5 minutes"),
        ("*/15 8-17 * * mon-fri", "every weekday, every 15 minutes from 08:00 to 17:59"),
        ("0 6 L * *", "on the last day of the month at 06:00"),
        ("0 6 1,15 JAN,JUL *", "on the 1st and 15th of the month in January and July at 06:00"),
        ("0 6 1 * MON", "on the 1st of the month, and every Monday, at 06:00"),
        ("@daily", "every day at 00:00"), ("@weekly", "every Sunday at 00:00"),
        ("0 6 * * SAT-SUN", "every Saturday and Sunday at 06:00"),
        ("0 6 * * 6-7", "every Saturday and Sunday at 06:00"),
        ("7 * * * *", "every hour at :07"), ("* * * * *", "every minute"),
        ("*/20 3 ? * ?", "every day at 03:00, 03:20 and 03:40"),
    ])
    func `is said in plain English`(text: String, words: String) throws {
        #expect(CronWords(try CronLine(text)).text == words)
    }

    @Test(arguments: [
        // Both restricted: either counts.
        ("0 0 13 * FRI", ["2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27"]),
        // One begins with a star: both must fit. Every second day is 1, 3, 5 and so on.
        ("0 0 */2 * FRI", ["2026-11-13", "2026-11-27"]), ("0 0 13 * *", ["2026-11-13"]),
        ("0 0 ? * 7", ["2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22", "2026-11-29"]),
        ("0 0 L * *", ["2026-11-30"]), ("0 0 29-31 * *", ["2026-11-29", "2026-11-30"]), ("0 0 1 DEC *", []),
    ])
    func `knows its days as Vixie's cron does`(text: String, days: [String]) throws {
        let line = try CronLine(text)
        let november = (1...30).compactMap { CivilDate(year: 2026, month: 11, day: $0) }
        #expect(november.filter(line.isDay).map(\.description) == days)
    }

    @Test func `of 29 February waits for it`() throws {
        let table = try Given.table("0 3 29 2 *")
        #expect(table.next(2, after: Given.utc("2026-01-01")).map(\.id) == ["2028-02-29T03:00", "2032-02-29T03:00"])
        #expect(table.next(after: Given.utc("2097-01-01"))?.id == "2104-02-29T03:00")
    }
}
