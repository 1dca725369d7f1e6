import Exchange

/// When a run must stop, by the machine's steady clock, counted from when this process took it up.
struct RunDeadline {
    private let milliseconds: Int?
    private let around: Surroundings
    private let begun: Double

    init(_ milliseconds: Int?, _ around: Surroundings) {
        self.milliseconds = milliseconds
        self.around = around
        begun = around.steady()
    }

    /// Somebody's wish to stop, or the deadline's.
    var abort: Abort {
        guard let milliseconds else { return around.abort }
        let (asked, steady, begun) = (around.abort, around.steady, begun)
        return Abort { asked.isRequested || RunDeadline.isOver(milliseconds, since: begun, steady()) }
    }

    /// Why a run that was asked to stop did.
    var words: String {
        guard let milliseconds, RunDeadline.isOver(milliseconds, since: begun, around.steady()) else {
            return "Stopped on request."
        }
        return
            "Stopped: the run took longer than its deadline of \(DurationWords.text(milliseconds)). The next one goes on."
    }

    private static func isOver(_ milliseconds: Int, since begun: Double, _ now: Double) -> Bool {
        (now - begun) * 1000 >= Double(milliseconds)
    }
}
