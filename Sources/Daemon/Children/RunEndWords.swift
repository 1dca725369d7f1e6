import Exchange

/// The event of a run's end.
struct RunEndWords {
    let event: DaemonEvent

    init(_ process: RunProcess, _ outcome: ChildOutcome, seconds: Double) {
        let assignment = process.assignment
        var fields = ["slot": assignment.slot, "ms": "\(Int(seconds * 1000))"]
        var level = DaemonEvent.Level.info
        let words: String
        switch outcome {
        case .said(let verdict):
            words = "ended: \(verdict.end.title)"
            fields["end"] = verdict.end.title
            if !verdict.run.isEmpty { fields["run"] = verdict.run }
            if let code = verdict.code { fields["code"] = code }
            if let connection = verdict.connection { fields["connection"] = connection }
            level = verdict.end.rawValue <= 1 || verdict.end == .nothingToDo ? .info : .warning
        case .exited(let code):
            words = "ended with \(code) and no word"
            fields["exit"] = "\(code)"
            level = code == 0 || code == 3 ? .info : .warning
        case .died(let signal):
            words = "was ended by signal \(signal)"
            fields["signal"] = "\(signal)"
            level = .error
        case .overran(let why):
            words = why
            level = .error
        case .stopped: words = "stopped when it was asked to, and goes on later"
        case .unstarted(let why):
            words = "could not be started: \(why)"
            level = .error
        }
        if level == .error { fields["last_words"] = String(process.lastWords.suffix(500)) }
        event = DaemonEvent("run.ended", level, of: assignment.duty, "\(assignment.duty) \(words).", fields)
    }
}
