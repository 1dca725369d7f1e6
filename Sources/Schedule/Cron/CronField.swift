/// One of the five fields: what it is called, and what it may hold.
struct CronField: Sendable {
    let name: String
    let range: ClosedRange<Int>
    /// Three letters each; the first stands for `firstName`.
    var names: [String] = []
    var firstName = 0
    /// `?` stands for `*`.
    var takesQuestion = false
    /// `L` stands for the month's last day.
    var takesLast = false

    static let minute = CronField(name: "minute", range: 0...59)
    static let hour = CronField(name: "hour", range: 0...23)
    static let day = CronField(name: "day of the month", range: 1...31, takesQuestion: true, takesLast: true)
    static let month = CronField(
        name: "month", range: 1...12,
        names: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], firstName: 1)
    /// 0 and 7 are Sunday.
    static let weekday = CronField(
        name: "day of the week", range: 0...7, names: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"],
        takesQuestion: true)

    static let all = [minute, hour, day, month, weekday]

    /// What a field came to.
    struct Content: Hashable, Sendable {
        /// Bit n: n is one of them.
        var mask: UInt64 = 0
        var hasLast = false
        /// Begins with `*`, or is `?`: it does not make its line a matter of "either day" (see `CronLine`).
        var isStar = false

        func has(_ number: Int) -> Bool { mask >> UInt64(number) & 1 == 1 }
    }
}
