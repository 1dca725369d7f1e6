import Exchange
import Schedule

extension Roster {
    /// Pauses, in seconds, between tries of one slot; the last one is repeated.
    static let pauses = [60.0, 120, 300, 600, 1800]
    /// A run that dies so often for one slot is left until the next; by then its files have been set aside, where they are.
    static func deaths(_ bounds: RunBounds) -> Int { max(3, bounds.attempts + 1) }
    /// Somebody else is at work on the profile: a person, or a run of a daemon that was here before.
    static let busyPause = 30.0

    /// A duty's run has ended.
    package mutating func ended(_ name: String, _ outcome: ChildOutcome, steady: Double) {
        guard var post = posts[name], let assignment = post.running else { return }
        post.running = nil
        hasChanged = true
        let again = judge(assignment, outcome, post.duty, steady)
        // A later slot goes on with the run as well as a further try does.
        if let again, post.waiting.isEmpty { post.waiting = [again] }
        posts[name] = post.isLeaving ? nil : post
    }

    /// What is to be tried again, and what the place's breaker learns.
    private mutating func judge(
        _ assignment: Assignment, _ outcome: ChildOutcome, _ duty: Duty, _ steady: Double
    ) -> Assignment? {
        switch outcome {
        case .said(let verdict):
            learn(verdict, duty, steady)
            return after(verdict, assignment, duty, steady)
        case .exited(let code):
            forget(duty)
            return after(RunVerdict(end: End(rawValue: code) ?? .internalError), assignment, duty, steady)
        case .died(let signal):
            forget(duty)
            return died(assignment, duty, "was ended by signal \(signal)", steady)
        case .overran(let why):
            forget(duty)
            return died(assignment, duty, why, steady)
        case .unstarted(let why):
            forget(duty)
            return died(assignment, duty, "could not be started (\(why))", steady)
        case .stopped:
            forget(duty)
            var again = assignment
            again.failures += 1
            return again
        }
    }

    private mutating func after(
        _ verdict: RunVerdict, _ assignment: Assignment, _ duty: Duty, _ steady: Double
    ) -> Assignment? {
        switch verdict.end {
        case .busy: return again(assignment, Roster.busyPause, steady, counts: false)
        case .transport where verdict.code == nil || verdict.retry != nil:
            let pause = max(Roster.pause(assignment.failures), Double(verdict.retry ?? 0))
            return again(assignment, pause, steady, counts: true)
        case .internalError: return died(assignment, duty, "ended with an error of its own", steady)
        default: return nil
        }
    }

    private mutating func died(_ assignment: Assignment, _ duty: Duty, _ why: String, _ steady: Double)
        -> Assignment?
    {
        let count = assignment.failures + 1
        if count >= Roster.deaths(duty.bounds) {
            events.append(
                DaemonEvent(
                    "run.given_up", .error, of: assignment.duty,
                    "The run of \(assignment.duty) \(why), \(count) times for one slot; it rests until its next.",
                    ["slot": assignment.slot]))
            return nil
        }
        var next = assignment
        next.lastEnd = why
        return again(next, Roster.pause(assignment.failures), steady, counts: true)
    }

    private mutating func again(_ assignment: Assignment, _ pause: Double, _ steady: Double, counts: Bool)
        -> Assignment?
    {
        var next = assignment
        next.failures += counts ? 1 : 0
        next.notBefore = steady + pause
        events.append(
            DaemonEvent(
                "run.retry", of: assignment.duty, "\(assignment.duty) is tried again in \(Int(pause)) seconds.",
                ["slot": assignment.slot, "seconds": "\(Int(pause))", "failures": "\(next.failures)"]))
        return next
    }

    static func pause(_ failures: Int) -> Double { pauses[min(failures, pauses.count - 1)] }

    /// What a run's end says of the places it spoke with.
    private mutating func learn(_ verdict: RunVerdict, _ duty: Duty, _ steady: Double) {
        for connection in duty.connections {
            let isCulprit = verdict.connection.map { connection == "\(duty.institution)/\($0)" } ?? false
            if verdict.end == .transport, isCulprit {
                if let pause = breakers[connection, default: Breaker()].failed(steady) {
                    events.append(
                        DaemonEvent(
                            "connection.resting", .warning, of: duty.name,
                            "\(connection) has failed again and again; no run uses it for \(Int(pause)) seconds.",
                            ["connection": connection, "seconds": "\(Int(pause))"]))
                }
            } else if verdict.end == .transport || verdict.end == .busy || verdict.end.rawValue >= 7 {
                breakers[connection]?.saidNothing()
            } else if breakers[connection]?.succeeded() ?? false {
                events.append(
                    DaemonEvent(
                        "connection.well", of: duty.name, "\(connection) works again.", ["connection": connection]))
            }
        }
    }

    private mutating func forget(_ duty: Duty) { for name in duty.connections { breakers[name]?.saidNothing() } }
}
