/// Spans of time as people say them.
package enum DurationWords {
    /// `500 ms`, `2 s`, `10 min`, `6 h`, `3 days`: in the largest unit that leaves no rest.
    package static func text(_ milliseconds: Int) -> String {
        let units = [(86_400_000, "days"), (3_600_000, "h"), (60_000, "min"), (1000, "s")]
        for (factor, unit) in units where milliseconds != 0 && milliseconds % factor == 0 {
            let count = milliseconds / factor
            return "\(count) \(count == 1 && unit == "days" ? "day" : unit)"
        }
        return "\(milliseconds) ms"
    }
}
