import Exchange
import Machine

/// How long something may take, and who may stop it earlier. By the machine's steady clock: what is waited for here are
/// other machines.
struct TimeLimit {
    private let until: Double
    let abort: Abort

    init(milliseconds: Int, abort: Abort = .never) {
        until = WallClock.steady() + Double(milliseconds) / 1000
        self.abort = abort
    }

    /// 0 when it is over.
    var milliseconds: Int { max(0, Int((until - WallClock.steady()) * 1000)) }

    /// The longest wait after which somebody's wish to stop is looked at again.
    var slice: Int { min(milliseconds, 50) }

    var isOver: Bool { WallClock.steady() >= until }

    /// `place.aborted` where somebody asked to stop.
    func look(_ what: String) throws(Fault) { try TimeLimit.look(abort, what) }

    static func look(_ abort: Abort, _ what: String) throws(Fault) {
        guard abort.isRequested else { return }
        throw Fault(.placeAborted, .stop, "Stopped on request while \(what).")
    }
}
