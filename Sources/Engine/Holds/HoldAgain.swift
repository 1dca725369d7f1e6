import Exchange
import Ledger

extension OpenRun {
    /// How to say that an earlier run holds this very thing, if it can still be released; nil otherwise.
    func stillHeld(by run: String, _ what: String) throws(Fault) -> Onward? {
        guard let earlier = try ledger.run(run), earlier.end == .held,
            try HeldRuns(ledger, workspace).standing(of: earlier) == .ready
        else { return nil }
        holder = run
        return .end(
            .held,
            "Held, nothing sent: run \(run) holds \(what). Send it with 'exchange release \(run) --reason TEXT', or "
                + "bring a corrected file.")
    }
}
