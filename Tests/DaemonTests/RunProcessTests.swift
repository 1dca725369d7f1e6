import Exchange
import Glibc
import Machine
import Testing

@testable import Daemon

/// Real processes, looked after with seconds of our own.
@Suite struct `The process of a run` {
    private static let start = 1000.0

    private func process(_ script: String, _ bounds: RunBounds = RunBounds()) throws -> RunProcess {
        signal(SIGPIPE, SIG_IGN)
        let launch = ChildLaunch(
            "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"], leadsSession: true)
        let assignment = Assignment(duty: "a/one", slot: "2026-11-20T01:00", due: Moment(seconds: 0))
        return try RunProcess(assignment, launch, bounds, steady: Self.start)
    }

    /// How it ends, looked after at the same second again and again.
    private func outcome(_ process: RunProcess, at steady: Double) -> ChildOutcome? {
        let end = WallClock.steady() + 30
        while WallClock.steady() < end {
            if let outcome = process.turn(steady) { return outcome }
            WallClock.sleep(milliseconds: 10)
        }
        return nil
    }

    /// Goes on to a second as the daemon does, which looks at least every ten.
    private func pass(_ process: RunProcess, from: Double, to: Double) -> ChildOutcome? {
        for steady in stride(from: from, through: to, by: 10) {
            if let outcome = process.turn(steady) { return outcome }
        }
        return nil
    }

    @Test func `row 42: one that computes for ever is ended by the kernel at its limit, and it is said`() throws {
        let process = try process("ulimit -S -t 1; while :; do :; done", RunBounds(cpu: 1))
        #expect(outcome(process, at: Self.start) == .overran("has computed for more than 1 s and was ended"))
    }

    @Test func `row 42: one that says nothing for too long is asked to stop, and then ended`() throws {
        for script in ["exec sleep 600", "trap '' TERM; while :; do sleep 0.05; done"] {
            let process = try process(script, RunBounds(silence: 60))
            // Its trap is set by then.
            WallClock.sleep(milliseconds: 300)
            #expect(pass(process, from: Self.start, to: Self.start + 60) == nil)
            let outcome =
                pass(process, from: Self.start + 70, to: Self.start + 110) ?? outcome(process, at: Self.start + 110)
            #expect(outcome == .overran("made no progress for 1 min and was ended"))
            #expect(kill(process.child.number, 0) != 0)
        }
    }

    @Test func `row 42: one that gives signs of life may take as long as it needs`() throws {
        let process = try process("for i in 1 2 3; do echo progress; sleep 0.1; done; read x", RunBounds(silence: 60))
        var steady = Self.start
        for _ in 0..<30 {
            WallClock.sleep(milliseconds: 10)
            steady += 10
            #expect(process.turn(steady) == nil || process.child.hasEnded)
            if process.child.hasEnded { break }
        }
    }

    @Test func `row 19: the time in which the machine stood still is not held against it`() throws {
        let process = try process("exec sleep 600", RunBounds(silence: 60))
        #expect(process.turn(Self.start + 5) == nil)
        // A machine that was moved: a day has gone, and nobody ran.
        #expect(process.turn(Self.start + 86_405) == nil)
        #expect(pass(process, from: Self.start + 86_410, to: Self.start + 86_450) == nil)
        #expect(!process.child.hasEnded)
        _ = pass(process, from: Self.start + 86_460, to: Self.start + 86_480)
        #expect(outcome(process, at: Self.start + 86_480) == .overran("made no progress for 1 min and was ended"))
    }

    @Test func `row 41: one that takes more memory than it may is ended, and says so`() throws {
        let process = try process(
            "ulimit -d 100000; exec /usr/bin/python3 -c 'x = []\nwhile True: x.append(bytearray(1 << 20))'")
        #expect(outcome(process, at: Self.start) == .exited(1))
        #expect(process.lastWords.contains("MemoryError"))
    }
}
