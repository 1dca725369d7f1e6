/// Days of the week as a cron line writes them: `MON-FRI`, `SAT,SUN`, `*`.
package enum WeekdayList {
    /// 0 is Sunday.
    package static func days(_ text: String) throws(CronProblem) -> Set<Int> {
        let content = try CronField.weekday.content(text[...], at: 0)
        return Set((0...7).filter(content.has).map { $0 % 7 })
    }
}
