import Exchange
import Glibc
import Machine

/// The daemon's one loop: looks at the clock, begins runs as processes of their own, looks after them, and sleeps until
/// the next thing is due or something happens. One thread; nothing in it waits for a place or a person.
package final class Supervisor {
    /// What its surroundings do for it.
    package struct Surroundings {
        /// How the run of an assignment is started.
        package let launch: (Assignment) -> ChildLaunch
        /// Reads the configuration again; nil where it was refused, which has been said.
        package let reload: () -> (duties: [Duty], capacity: Capacity)?
        package let say: (DaemonEvent) -> Void

        package init(
            launch: @escaping (Assignment) -> ChildLaunch,
            reload: @escaping () -> (duties: [Duty], capacity: Capacity)?, say: @escaping (DaemonEvent) -> Void
        ) {
            self.launch = launch
            self.reload = reload
            self.say = say
        }
    }

    private var roster: Roster
    private var bounds: [String: RunBounds]
    private let folder: DaemonFolder
    private let around: Surroundings
    private let signals: Int32
    private var processes: [String: RunProcess] = [:]
    private var stopping: Double?
    private var lastBeat = -Double.infinity
    private var isKeeping = true

    /// So long after it was asked to stop the daemon kills what is left; systemd waits for 30 seconds.
    private static let patience = 25.0
    private static let beat = 10.0

    package init(_ duties: [Duty], _ capacity: Capacity, _ folder: DaemonFolder, _ around: Surroundings) throws(Fault) {
        signals = SignalPipe.open([SIGTERM, SIGINT, SIGHUP, SIGCHLD])
        self.folder = folder
        self.around = around
        bounds = Supervisor.bounds(duties)
        roster = Roster(duties, capacity, memory: try folder.memory(), now: WallClock.now())
    }

    /// Until it is asked to stop.
    package func work() {
        ServiceNotice.tell("READY=1")
        while true {
            let steady = WallClock.steady()
            hear(SignalPipe.take(signals), steady)
            for name in processes.keys.sorted() { attend(name, steady) }
            if stopping != nil, processes.isEmpty { break }
            begin(WallClock.now(), steady)
            speak()
            sign(steady)
            sleep()
        }
        keep()
        speak()
    }

    private func hear(_ numbers: Set<Int32>, _ steady: Double) {
        if numbers.contains(SIGHUP) { reload() }
        guard numbers.contains(SIGTERM) || numbers.contains(SIGINT), stopping == nil else { return }
        stopping = steady
        roster.close()
        ServiceNotice.tell("STOPPING=1")
        around.say(
            DaemonEvent(
                "daemon.stopping", .info,
                "The daemon was asked to stop; \(counted(processes.count, "run")) stop at their next "
                    + "safe point and go on when it is back.", ["running": "\(processes.count)"]))
        for process in processes.values { process.ask(steady) }
        FaultPoint.pass("daemon.asked")
    }

    private func reload() {
        ServiceNotice.tell("RELOADING=1\nMONOTONIC_USEC=\(Int(WallClock.steady() * 1_000_000))")
        if let (duties, capacity) = around.reload() {
            bounds = Supervisor.bounds(duties)
            roster.take(duties, capacity, now: WallClock.now())
            keep()
        }
        ServiceNotice.tell("READY=1")
    }

    private func begin(_ now: Moment, _ steady: Double) {
        let moves = roster.look(now, steady: steady)
        // Before anything is begun: what is begun is owed, even if we end in between.
        keep()
        for move in moves {
            switch move {
            case .begin(let assignment): begin(assignment, steady)
            case .stop(let duty): processes[duty]?.ask(steady)
            }
        }
    }

    private func begin(_ assignment: Assignment, _ steady: Double) {
        do throws(Fault) {
            FaultPoint.pass("daemon.owed")
            processes[assignment.duty] = try RunProcess(
                assignment, around.launch(assignment), bounds[assignment.duty] ?? RunBounds(), steady: steady)
            FaultPoint.pass("daemon.begun")
            // Not when it was decided: the memory has been flushed since, and others may have been begun before it.
            let now = WallClock.now()
            let late = Double(now.seconds - assignment.due.seconds) + Double(now.nanoseconds) / 1e9
            around.say(
                DaemonEvent(
                    "run.begun", of: assignment.duty, "\(assignment.duty) begins for \(assignment.slot).",
                    ["slot": assignment.slot, "late_ms": "\(Int(late * 1000))", "try": "\(assignment.failures + 1)"]))
        } catch {
            roster.ended(assignment.duty, .unstarted(error.message), steady: steady)
        }
    }

    private func attend(_ name: String, _ steady: Double) {
        guard let process = processes[name] else { return }
        // Over the patience of whoever stops us.
        let isOver = stopping.map { steady - $0 > Supervisor.patience } ?? false
        if isOver { process.child.end(graceMilliseconds: 0) }
        guard let outcome = process.turn(steady) else { return }
        FaultPoint.pass("daemon.heard")
        processes[name] = nil
        roster.ended(name, outcome, steady: steady)
        around.say(RunEndWords(process, outcome, seconds: steady - process.began).event)
    }

    private func keep() {
        // Where nothing changed there is nothing to write, and nothing to make of a thousand profiles.
        guard roster.hasChanged else { return }
        do throws(Fault) {
            try folder.keep(roster.memory)
            roster.wasKept()
            isKeeping = true
        } catch {
            if isKeeping {
                around.say(
                    DaemonEvent(
                        "daemon.memory", .error,
                        "\(error.message) Runs go on; after a restart some may be looked for twice, which does no harm."
                    ))
            }
            isKeeping = false
        }
    }

    private func speak() { for event in roster.takeEvents() { around.say(event) } }

    private func sign(_ steady: Double) {
        guard steady - lastBeat >= min(Supervisor.beat, (ServiceNotice.watchdog ?? 60) / 3) else { return }
        lastBeat = steady
        ServiceNotice.tell("WATCHDOG=1\nSTATUS=\(processes.count) running, \(roster.waitingCount) waiting")
        try? folder.beat(
            WallClock.now(), running: processes.count, waiting: roster.waitingCount, pid: Int(getpid()))
    }

    private func sleep() {
        let limit = min(Supervisor.beat, (ServiceNotice.watchdog ?? 60) / 3)
        var pause = stopping == nil ? roster.pause(WallClock.now(), steady: WallClock.steady(), limit: limit) : 0.5
        // A run that is silent, or does not stop, says nothing that would wake us.
        if !processes.isEmpty { pause = min(pause, 1) }
        RunningChild.wait(
            processes.values.map(\.child), or: signals, milliseconds: Int((pause * 1000).rounded(.up)))
    }

    private static func bounds(_ duties: [Duty]) -> [String: RunBounds] {
        Dictionary(duties.map { ($0.name, $0.bounds) }) { $1 }
    }
}
