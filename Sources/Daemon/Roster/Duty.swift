import Exchange
import Schedule

/// A profile as the daemon sees it: when it runs, what it needs, what it may take.
package struct Duty: Hashable, Sendable {
    /// `institution/profile`.
    package let name: String
    package let institution: String
    package let timetable: Timetable
    /// `institution/connection`, of both its places.
    package let connections: [String]
    package let bounds: RunBounds
    /// Equal as long as the schedule means the same times.
    let scheduleText: String

    package init(
        name: String, institution: String, timetable: Timetable, connections: [String], bounds: RunBounds = RunBounds()
    ) {
        self.name = name
        self.institution = institution
        self.timetable = timetable
        self.connections = connections
        self.bounds = bounds
        let plan = timetable.plan
        scheduleText =
            ([timetable.name] + plan.lines.map(\.description) + ["\(plan.jitter)", "\(plan.poll?.every ?? 0)"])
            .joined(separator: "|")
    }
}
