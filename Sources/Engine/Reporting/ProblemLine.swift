import Exchange

/// A problem of the data: a rule, and where in a record it was broken. Never whose record: that is what findings say.
package struct ProblemLine: Codable, Hashable, Sendable {
    package let rule: String
    /// A column or an element; nil where the rule speaks of none.
    package let place: String?
    /// In how many findings of this run.
    package let count: Int
    /// The day of the first of the runs in a row that had it: `2026-03-12`.
    package let since: String
    /// How many runs in a row had it, this one included; 1 is a new problem.
    package let runs: Int
}

/// A new code in a report.
package struct NewCodeLine: Codable, Hashable, Sendable {
    package let place: String
    package let code: String
    package let count: Int
    package let fate: String
    /// As for problems; nil where nothing is known of earlier runs.
    package let since: String?
    package let runs: Int?

    init(_ code: NewCode, _ age: ProblemBook.Entry? = nil) {
        place = code.place
        self.code = code.code
        count = code.count
        fate = code.fate
        since = age?.since
        runs = age?.runs
    }

    /// `STVMAJR 'DSCI' (41 records): not in lists/majors.csv, kept as it is`.
    package var text: String {
        "\(place.allSatisfy(\.isNumber) ? "column \(place)" : place) '\(code)' (\(counted(count, "record"))): \(fate)"
    }
}

/// How long a problem has been there.
enum Age {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `new`, or `since 12 March, 214 runs`; the year where it is not that of `clock` (both begin with `2026-11-21`).
    static func words(since: String, runs: Int, at clock: String) -> String {
        runs < 2 ? "new" : "since \(day(since, at: clock)), \(counted(runs, "run"))"
    }

    /// `12 March`, `12 March 2025`.
    static func day(_ date: String, at clock: String) -> String {
        let parts = date.split(separator: "-").map { Int($0) ?? 0 }
        guard parts.count == 3, (1...12).contains(parts[1]) else { return date }
        let year = date.prefix(4) == clock.prefix(4) ? "" : " \(parts[0])"
        return "\(parts[2]) \(months[parts[1] - 1])\(year)"
    }
}
