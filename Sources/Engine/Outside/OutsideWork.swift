import Exchange
import Ledger
import Machine

/// The programs of one conversion and the private folder they work in, which is gone afterwards with what they left.
struct OutsideWork {
    private static let folder = "outside"

    let chain: OutsideChain
    private let run: OpenRun

    /// Nil where the profile names no programs. None is started before there is a record.
    init?(_ run: OpenRun) throws(Fault) {
        if run.plan.transformers.isEmpty { return nil }
        self.run = run
        chain = try OutsideChain(
            run.plan.transformers, try run.facts(), in: try run.workspace.emptied(Self.folder, of: run.row.id),
            run.around.abort)
    }

    /// Ends every program, whatever it is doing.
    func end() {
        chain.end()
        let place = "\(run.workspace.place(of: run.row.id))/\(Self.folder)"
        do throws(Fault) { try run.workspace.clear(place) } catch {
            run.around.say("What the programs left in \(run.workspace.path)/\(place) could not be removed.")
        }
    }
}
