import Exchange
import Schedule

/// What is expected, in plain English.
struct ExpectationWords {
    let expectation: ArrivalExpectation

    var text: String {
        let records = expectation.records.map {
            ", \(grouped($0.lowerBound)) to \(grouped($0.upperBound)) records"
        }
        let amber = expectation.amber < expectation.red ? "late from \(time(expectation.amber)) on, " : ""
        return "Expected \(days) between \(DayWindow.text(expectation.window.from)) and "
            + "\(DayWindow.text(expectation.window.to))\(records ?? ""); \(amber)missing at \(time(expectation.red))."
    }

    private var days: String {
        let days = expectation.weekdays
        if days.count == 7 { return "every day" }
        if days == [1, 2, 3, 4, 5] { return "every weekday" }
        let names = days.sorted { ($0 + 6) % 7 < ($1 + 6) % 7 }.map { CivilDate.weekdayNames[$0] }
        return "every " + names.joined(separator: ", ")
    }

    private func time(_ minute: Int) -> String { DayWindow.text(minute % 1440) }
}
