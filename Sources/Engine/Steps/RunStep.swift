import Exchange
import Ledger

/// One step of a run. May be repeated after a crash at any point in it: doing it twice is doing it once.
protocol RunStep: Sendable {
    static var step: Step { get }
    init()
    func perform(_ run: OpenRun) throws(Fault) -> Onward
}
