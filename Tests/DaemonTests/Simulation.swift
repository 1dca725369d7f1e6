import Exchange
import Machine
import Schedule

@testable import Daemon

/// A roster with time of its own: runs take as long as they are told, and nobody waits for real.
struct Simulation {
    struct Begun: Hashable {
        let assignment: Assignment
        let at: Double
    }

    private(set) var roster: Roster
    /// Seconds since 1970, and at the same time the steady clock until the wall clock is set.
    private(set) var now: Double
    private(set) var begun: [Begun] = []
    private(set) var events: [DaemonEvent] = []
    private(set) var stopped: [String] = []
    private var shift = 0.0
    private var running: [(name: String, until: Double, outcome: ChildOutcome)] = []
    private let duties: [Duty]
    private let capacity: Capacity
    /// Seconds a run takes, and how it ends.
    var carryOut: (Assignment) -> (Double, ChildOutcome)

    init(
        _ duties: [Duty], _ capacity: Capacity = Capacity(), from: Int = Simulation.start,
        carryOut: @escaping (Assignment) -> (Double, ChildOutcome) = { _ in (1, .said(RunVerdict(end: .done))) }
    ) {
        now = Double(from)
        self.duties = duties
        self.capacity = capacity
        self.carryOut = carryOut
        roster = Roster(duties, capacity, now: Moment(seconds: from))
    }

    /// 2026-11-20T00:00:00Z, a Friday.
    static let start = 1_795_132_800

    var wall: Moment {
        let time = now + shift
        return Moment(seconds: Int(time.rounded(.down)), nanoseconds: 0)
    }

    /// Goes on for so many seconds, from one thing that happens to the next.
    mutating func pass(_ seconds: Double) {
        let end = now + seconds
        while true {
            step()
            let next = min(
                running.map(\.until).min() ?? .infinity, now + max(0.25, roster.pause(wall, steady: now, limit: 10)))
            if next > end { break }
            now = max(next, now)
        }
        now = end
        step()
    }

    private mutating func step() {
        for (index, one) in running.enumerated().reversed() where one.until <= now {
            running.remove(at: index)
            roster.ended(one.name, one.outcome, steady: now)
        }
        for move in roster.look(wall, steady: now) {
            switch move {
            case .begin(let assignment):
                begun.append(Begun(assignment: assignment, at: now + shift))
                let (seconds, outcome) = carryOut(assignment)
                running.append((assignment.duty, now + seconds, outcome))
            case .stop(let duty):
                stopped.append(duty)
                running = running.map { $0.name == duty ? ($0.name, now, .stopped) : $0 }
            }
        }
        events += roster.takeEvents()
    }

    /// Sets the wall clock; steady time goes on.
    mutating func jump(_ seconds: Double) { shift += seconds }

    /// The daemon is killed, and its runs with it; another begins `seconds` later with what it had kept.
    mutating func crash(after seconds: Double) {
        let memory = RosterMemory(roster.memory.text)
        now += seconds
        running = []
        roster = Roster(duties, capacity, memory: memory, now: wall)
    }

    mutating func take(_ duties: [Duty]) { roster.take(duties, capacity, now: wall) }

    /// Slots that were begun, a first try only.
    func slots(of name: String) -> [String] {
        begun.filter { $0.assignment.duty == name && !$0.assignment.isRetry }.map(\.assignment.slot)
    }
}

extension Duty {
    /// A duty in UTC.
    static func of(
        _ name: String, _ cron: String, connections: [String] = [], _ change: (SchedulePlan) -> SchedulePlan = { $0 }
    ) throws -> Duty {
        let institution = String(name.split(separator: "/")[0])
        let plan = change(SchedulePlan(lines: [try CronLine(cron)]))
        return Duty(
            name: name, institution: institution,
            timetable: Timetable(plan, zone: try TimeZoneFile.zone(named: "Etc/UTC"), name: name),
            connections: connections)
    }
}
