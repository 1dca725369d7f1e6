import Exchange
import Glibc
import Machine

/// The process of one run: listened to, and ended where it is silent for too long or does not stop when it is asked.
final class RunProcess {
    let assignment: Assignment
    let child: RunningChild
    /// Steady seconds.
    let began: Double
    private let bounds: RunBounds
    private var sign: Double
    private var seen: Double
    private var verdict: RunVerdict?
    private var asked: Double?
    private var why: String?

    /// So long after it was asked to stop it is killed: a run stops at its next safe point.
    static let grace = 20.0
    /// Nobody looks after it less often, unless the daemon was kept from it.
    private static let away = 15.0

    init(_ assignment: Assignment, _ launch: ChildLaunch, _ bounds: RunBounds, steady: Double) throws(Fault) {
        self.assignment = assignment
        self.bounds = bounds
        began = steady
        (sign, seen) = (steady, steady)
        child = try RunningChild(launch)
        child.closeInput()
    }

    /// Asks it to stop. `why`: where it has overrun a bound.
    func ask(_ steady: Double, _ why: String? = nil) {
        if asked != nil { return }
        (asked, self.why) = (steady, why)
        child.ask()
    }

    /// Looks after it once; answers how it ended, if it has.
    func turn(_ steady: Double) -> ChildOutcome? {
        forgive(steady)
        child.exchange(waitMilliseconds: 0)
        while let line = child.nextLine() {
            sign = steady
            let text = String(decoding: line, as: UTF8.self)
            if let word = RunVerdict(line: text) { verdict = word }
        }
        if child.hasEnded { return outcome(child.end(graceMilliseconds: 0)) }
        if let asked {
            if steady - asked > RunProcess.grace { return outcome(child.end(graceMilliseconds: 0)) }
        } else if steady - sign > Double(bounds.silence) {
            ask(steady, "made no progress for \(DurationWords.text(bounds.silence * 1000)) and was ended")
        }
        return nil
    }

    /// Time in which we did not look is not held against it: the machine slept or was moved, and it stood still as well.
    private func forgive(_ steady: Double) {
        let gap = steady - seen
        seen = steady
        guard gap > RunProcess.away else { return }
        sign += gap
        asked = asked.map { $0 + gap }
    }

    /// The end of what it wrote to standard error, for the log.
    var lastWords: String { String(decoding: child.lastWords, as: UTF8.self) }

    private func outcome(_ ending: RunningChild.Ending) -> ChildOutcome {
        // It may have said its word and ended between two looks.
        while let line = child.nextLine() {
            if let word = RunVerdict(line: String(decoding: line, as: UTF8.self)) { verdict = word }
        }
        if let why { return .overran(why) }
        // Asked and finished all the same: its word counts.
        let isFinished = verdict.map { $0.end != .transport && $0.end != .internalError } ?? false
        if asked != nil, !isFinished { return .stopped }
        switch ending {
        case .killed(let signal) where signal == Int(SIGXCPU):
            return .overran("has computed for more than \(DurationWords.text(bounds.cpu * 1000)) and was ended")
        case .killed(let signal): return .died(signal: signal)
        case .exited(let code):
            if let verdict, verdict.end.rawValue == code { return .said(verdict) }
            return .exited(code)
        }
    }
}
