import Exchange
import Machine
import Schedule
import Testing

@testable import Daemon

@Suite struct `The roster` {
    static let hour = 3600.0

    @Test func `begins each slot once, on time`() throws {
        var simulation = Simulation([try .of("a/one", "*/10 * * * *"), try .of("b/two", "30 2 * * *")])
        simulation.pass(24 * Self.hour)
        #expect(simulation.slots(of: "a/one").count == 144)
        #expect(Set(simulation.slots(of: "a/one")).count == 144)
        #expect(simulation.slots(of: "b/two") == ["2026-11-20T02:30"])
        #expect(simulation.begun.allSatisfy { $0.at - Double($0.assignment.due.seconds) < 1 })
    }

    @Test func `a slot that comes while the run before is at work waits, is left out, or takes over`() throws {
        for overlap in Overlap.allCases {
            let duty = try Duty.of("a/one", "*/10 * * * *") { $0.with(overlap: overlap) }
            var simulation = Simulation([duty]) { _ in (25 * 60, .said(RunVerdict(end: .done))) }
            simulation.pass(61 * 60)
            switch overlap {
            case .skip:
                #expect(simulation.slots(of: "a/one") == ["00:10", "00:40"].map { "2026-11-20T\($0)" })
            case .queue:
                // Of those that came meanwhile the newest is run.
                #expect(simulation.slots(of: "a/one") == ["00:10", "00:30", "01:00"].map { "2026-11-20T\($0)" })
            case .replace:
                #expect(simulation.stopped.count == 5)
                #expect(simulation.slots(of: "a/one").count == 6)
            }
            #expect(simulation.events.contains { $0.name == "slot.passed" } == (overlap != .replace))
        }
    }

    @Test func `what came while nobody was there is caught up as the plan says`() throws {
        for (catchUp, expected) in [(CatchUp.latest, 1), (.all, 5), (.none, 0)] {
            let duty = try Duty.of("a/one", "0 * * * *") { $0.with(catchUp: catchUp) }
            var simulation = Simulation([duty])
            simulation.pass(90 * 60)
            simulation.crash(after: 5 * Self.hour)
            simulation.pass(60)
            #expect(simulation.begun.count == 1 + expected, "\(catchUp): \(simulation.begun.map(\.assignment.slot))")
        }
    }

    @Test func `killed at any moment, no slot is lost and none is begun as new twice but the one under way`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<12 {
            let duty = try Duty.of("a/one", "*/7 * * * *") { $0.with(catchUp: .all) }
            var simulation = Simulation([duty]) { _ in (200, .said(RunVerdict(end: .done))) }
            var underWay = 0
            for _ in 0..<6 {
                simulation.pass(Double.random(in: 60...4000, using: &random))
                underWay += simulation.roster.running.count + simulation.roster.waitingCount
                simulation.crash(after: Double.random(in: 0...3000, using: &random))
            }
            simulation.pass(3600)
            let slots = simulation.slots(of: "a/one")
            let last = try #require(slots.max())
            let all = duty.timetable.slots(in: Moment(seconds: Simulation.start + 1)..<simulation.wall).map(\.id)
            let missed = all.filter { $0 <= last && !slots.contains($0) }
            #expect(missed.isEmpty)
            #expect(slots.count - Set(slots).count <= underWay)
        }
    }

    @Test func `row 19: the clock jumps, and nothing is begun twice`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<10 {
            let duty = try Duty.of("a/one", "15 * * * *") { $0.with(catchUp: .all) }
            var simulation = Simulation([duty])
            // What the ledger does: a slot that was taken is not carried out again.
            var taken: Set<String> = []
            var done: [String] = []
            for _ in 0..<20 {
                simulation.pass(Double.random(in: 600...8000, using: &random))
                let size = pow10(Int.random(in: 0...6, using: &random))
                simulation.jump((Bool.random(using: &random) ? 1 : -1) * size)
            }
            simulation.pass(7200)
            for slot in simulation.slots(of: "a/one") where taken.insert(slot).inserted { done.append(slot) }
            #expect(Set(done).count == done.count)
            // Whatever the clock did, the hours after the last jump are run.
            #expect(done.isEmpty == false)
        }
    }

    @Test func `a place that failed again and again rests, for every profile that uses it, and is tried by one`() throws
    {
        let down = RunVerdict(end: .transport, retry: 5, connection: "alma", code: "place.lost")
        let duties = try (0..<10).map { try Duty.of("a/p\($0)", "*/5 * * * *", connections: ["a/alma"]) }
        let well = try Duty.of("b/other", "*/5 * * * *", connections: ["b/alma"])
        var isDown = true
        var simulation = Simulation(duties + [well], Capacity(total: 20, institutions: ["a": 20]))
        simulation.carryOut = { assignment in
            (1, .said(assignment.duty.hasPrefix("a/") && isDown ? down : RunVerdict(end: .done)))
        }
        simulation.pass(2 * Self.hour)
        let tries = simulation.begun.count { $0.assignment.duty.hasPrefix("a/") }
        #expect(tries < 40, "\(tries)")
        #expect(simulation.slots(of: "b/other").count == 24)
        #expect(simulation.events.contains { $0.name == "connection.resting" })
        isDown = false
        simulation.carryOut = { _ in (1, .said(RunVerdict(end: .done))) }
        simulation.pass(Self.hour)
        #expect(simulation.events.contains { $0.name == "connection.well" })
        let late = simulation.begun.filter { $0.at > simulation.now - 900 }
        #expect(Set(late.map(\.assignment.duty)).count == 11)
    }

    @Test func `row 40: a profile whose runs die delays no other`() throws {
        var duties = try (0..<30).map { try Duty.of("a/good\($0)", "*/5 * * * *") }
        duties.append(try Duty.of("a/poison", "*/5 * * * *"))
        var simulation = Simulation(duties, Capacity(total: 40, institutions: ["a": 40]))
        simulation.carryOut = { assignment in
            assignment.duty == "a/poison" ? (0.1, .died(signal: 4)) : (1, .said(RunVerdict(end: .done)))
        }
        simulation.pass(Self.hour)
        let good = simulation.begun.filter { $0.assignment.duty != "a/poison" }
        #expect(good.count == 30 * 12)
        #expect(good.allSatisfy { $0.at - Double($0.assignment.due.seconds) < 1 })
        // No loop: a pause before each try.
        #expect(simulation.begun.count { $0.assignment.duty == "a/poison" } <= 12 * Roster.deaths(RunBounds()))
    }

    @Test func `an institution that would take every place delays the others little`() throws {
        func lateness(_ hostile: Int) throws -> Double {
            var duties = try (0..<29 * 5).map { try Duty.of("i\($0 % 29)/p\($0)", "\($0 % 60) * * * *") }
            // Everything it does is urgent, and it would like a thousand places.
            duties += try (0..<hostile).map {
                try Duty.of("bad/p\($0)", "0,30 * * * *") { $0.with(catchUp: .all, priority: 1) }
            }
            var simulation = Simulation(duties, Capacity(total: 16, institutions: ["bad": 1000]))
            simulation.carryOut = { ($0.duty.hasPrefix("bad/") ? 1200 : 3, .said(RunVerdict(end: .done))) }
            simulation.pass(2 * Self.hour)
            let late = simulation.begun.filter { !$0.assignment.duty.hasPrefix("bad/") }
                .map { $0.at - Double($0.assignment.due.seconds) }.sorted()
            #expect(late.count >= 29 * 5 * 2 - 10)
            return late[late.count * 99 / 100]
        }
        #expect(try lateness(0) < 2)
        #expect(try lateness(100) < 2)
    }

    @Test func `one institution alone has all places; of several, none has more than half`() throws {
        for (others, most) in [(0, 12), (1, 6)] {
            var duties = try (0..<20).map { try Duty.of("a/p\($0)", "0 * * * *") }
            duties += try (0..<others).map { try Duty.of("b/p\($0)", "0 5 * * *") }
            var simulation = Simulation(duties, Capacity(total: 12, institutions: ["a": 100])) { _ in
                (7200, .said(RunVerdict(end: .done)))
            }
            simulation.pass(3700)
            #expect(simulation.roster.running.count == most)
        }
    }

    @Test func `row 19: a clock that was set, or a machine that slept, is said once, and nothing is lost or doubled`()
        throws
    {
        let duties = try (0..<20).map { try Duty.of("a/p\($0)", "*/5 * * * *") { $0.with(catchUp: .all) } }
        var simulation = Simulation(duties, Capacity(total: 100))
        simulation.pass(3601)
        for (jump, name) in [(7200.0, "clock.set_ahead"), (-1800, "clock.set_back")] {
            let before = simulation.events.count
            simulation.jump(jump)
            simulation.pass(60)
            let said = simulation.events.dropFirst(before).filter { $0.name.hasPrefix("clock.") }
            #expect(said.map(\.name) == [name], "\(said)")
            #expect(said.first?.fields["seconds"] == "\(Int(abs(jump)))")
        }
        // An hour, and the two that were jumped over, each slot once; what comes again is the ledger's to refuse.
        #expect(simulation.slots(of: "a/p3").count == 36)
        #expect(Set(simulation.slots(of: "a/p3")).count == 36)
        // Corrections of a time service are no event.
        let before = simulation.events.count
        for _ in 0..<50 {
            simulation.jump(0.4)
            simulation.pass(20)
        }
        #expect(simulation.events.dropFirst(before).allSatisfy { !$0.name.hasPrefix("clock.") })
    }

    @Test func `sleeps to the very moment of the next slot, not to a second later`() throws {
        var roster = Roster([try .of("a/one", "* * * * *")], Capacity(), now: Moment(seconds: Simulation.start + 1))
        let now = Moment(seconds: Simulation.start + 58, nanoseconds: 750_000_000)
        #expect(roster.look(now, steady: 0).isEmpty)
        #expect(roster.pause(now, steady: 0, limit: 10) == 1.25)
    }

    @Test func `limits of a connection and of an institution hold`() throws {
        let duties = try (0..<12).map { try Duty.of("a/p\($0)", "0 * * * *", connections: ["a/alma"]) }
        var simulation = Simulation(duties, Capacity(total: 10, institutions: ["a": 5], connections: ["a/alma": 2]))
        var most = 0
        var ends: [Double] = []
        simulation.carryOut = { _ in (60, .said(RunVerdict(end: .done))) }
        simulation.pass(2 * Self.hour)
        for one in simulation.begun {
            ends = ends.filter { $0 > one.at }
            ends.append(one.at + 60)
            most = max(most, ends.count)
        }
        #expect(most == 2)
        #expect(simulation.begun.count >= 12)
    }

    @Test func `priority decides where not all can begin`() throws {
        var duties = try (0..<4).map { try Duty.of("a/p\($0)", "0 1 * * *") { $0.with(priority: 5) } }
        duties.append(try Duty.of("a/z", "0 1 * * *") { $0.with(priority: 1) })
        var simulation = Simulation(duties, Capacity(total: 1))
        simulation.pass(2 * Self.hour)
        #expect(simulation.begun.map(\.assignment.duty) == ["a/z", "a/p0", "a/p1", "a/p2", "a/p3"])
    }

    @Test func `a fault that a person must mend is not tried again; one that may pass is, with growing pauses`() throws
    {
        for (verdict, tries) in [
            (RunVerdict(end: .transport, code: "sftp.login"), 1), (RunVerdict(end: .configuration), 1),
            (RunVerdict(end: .held), 1), (RunVerdict(end: .rejected), 1),
        ] {
            var simulation = Simulation([try .of("a/one", "0 1 * * *")]) { _ in (1, .said(verdict)) }
            simulation.pass(20 * Self.hour)
            #expect(simulation.begun.count == tries, "\(verdict)")
        }
        let passing = RunVerdict(end: .transport, retry: 5, connection: "alma", code: "place.lost")
        var simulation = Simulation([try .of("a/one", "0 1 * * *")]) {
            $0.failures < 3 ? (1, .said(passing)) : (1, .said(RunVerdict(end: .done)))
        }
        simulation.pass(20 * Self.hour)
        let times = simulation.begun.map(\.at)
        #expect(zip(times.dropFirst(), times).map { $0 - $1 }.map { ($0 / 60).rounded() } == [1, 2, 5])
    }

    @Test func `row 60: other schedules are taken while runs go on; nothing that is past becomes due`() throws {
        let old = try Duty.of("a/one", "0 * * * *")
        var simulation = Simulation([old, try .of("a/gone", "30 * * * *")]) { _ in (120, .said(RunVerdict(end: .done)))
        }
        simulation.pass(90 * 60 + 30)
        #expect(simulation.roster.running.count == 1)
        simulation.take([try .of("a/one", "0,5,10,15,20,25 * * * *")])
        simulation.pass(29 * 60)
        #expect(simulation.begun.count == 3)
        simulation.pass(7 * 60)
        #expect(simulation.slots(of: "a/one").suffix(2) == ["2026-11-20T02:00", "2026-11-20T02:05"])
        #expect(!simulation.roster.running.contains { $0.duty == "a/gone" })
    }

    @Test func `its memory survives being written and read; a damaged line is as none`() throws {
        var simulation = Simulation([try .of("a/one", "0 * * * *"), try .of("b/two", "*/5 * * * *")]) { _ in
            (7200, .said(RunVerdict(end: .done)))
        }
        simulation.pass(4000)
        let memory = simulation.roster.memory
        #expect(RosterMemory(memory.text) == memory)
        #expect(memory.entries["a/one"]?.open.map(\.slot) == ["2026-11-20T01:00"])
        #expect(RosterMemory("half a li").entries.isEmpty)
    }

    private func pow10(_ power: Int) -> Double { (0..<power).reduce(1.0) { made, _ in made * 10 } }
}

extension SchedulePlan {
    func with(
        overlap: Overlap? = nil, catchUp: CatchUp? = nil, priority: Int? = nil
    ) -> SchedulePlan {
        SchedulePlan(
            lines: lines, overlap: overlap ?? self.overlap, catchUp: catchUp ?? self.catchUp,
            priority: priority ?? self.priority)
    }
}
