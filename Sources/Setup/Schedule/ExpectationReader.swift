import Exchange
import Schedule

/// A profile's `expectations`.
enum ExpectationReader {
    /// Keys and types have been checked; what is not whole is left out, with a complaint.
    static func expectations(_ settings: [Settings], _ complaints: inout Complaints) -> [ArrivalExpectation] {
        settings.compactMap { expectation($0, &complaints) }
    }

    private static func expectation(_ settings: Settings, _ complaints: inout Complaints) -> ArrivalExpectation? {
        let before = complaints.all.count
        let window = read(settings, "between", "a stretch of the day: write 01:30-04:00", &complaints, DayWindow.init)
        let amber = read(settings, "amber", "a time of day: write 03:00", &complaints, DayWindow.minute)
        let red = read(settings, "red", "a time of day: write 04:00", &complaints, DayWindow.minute)
        let records = read(settings, "records", "a range: write 18000-20000", &complaints, range)
        let days = days(settings, &complaints)
        guard let window, complaints.all.count == before else { return nil }
        let expectation = ArrivalExpectation(weekdays: days, window: window, amber: amber, red: red, records: records)
        if expectation == nil {
            let node = settings.written("amber") ?? settings.node
            complaints.add(node.mark, key: settings.dotted("amber"), "'amber' comes before 'red', not after it")
        }
        return expectation
    }

    private static func read<Value>(
        _ settings: Settings, _ key: String, _ wanted: String, _ complaints: inout Complaints,
        _ parse: (String) -> Value?
    ) -> Value? {
        guard let node = settings.written(key), let text = node.text else { return nil }
        if let value = parse(text) { return value }
        complaints.add(node.mark, key: settings.dotted(key), "'\(text)' is not \(wanted)")
        return nil
    }

    private static func days(_ settings: Settings, _ complaints: inout Complaints) -> Set<Int> {
        guard let node = settings.written("days"), let text = node.text else { return Set(0...6) }
        do throws(CronProblem) { return try WeekdayList.days(text) } catch {
            complaints.add(error, in: node, key: settings.dotted("days"))
            return []
        }
    }

    private static func range(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let low = ends[0], let high = ends[1], low >= 0, low <= high else { return nil }
        return low...high
    }
}
