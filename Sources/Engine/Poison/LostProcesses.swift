import Exchange
import Ledger

/// The last processes of a run, one after the other, that ended over its files and left no word: trapped, out of memory,
/// killed; a power cut is one, too.
///
/// The ledger knows each that took the run up, and how far it came. One that stopped when it was asked to left a report
/// with the head of the chain as it was then: only those after it count.
struct LostProcesses {
    let count: Int
    /// Where the last of them was.
    let step: Step

    init(_ run: OpenRun) throws(Fault) {
        let stopped = try StoredReports(run.workspace).report(of: run.row.id)?.audit?.row ?? 0
        var step = Step.pickup
        var first: [Int: Int] = [:]
        var last: [Int: Step] = [:]
        for row in try run.ledger.audit(of: run.row.id) where row.epoch < run.row.epoch {
            if row.subject == "run", let word = row.event.split(separator: " ").last {
                step = Step(rawValue: String(word)) ?? step
            }
            first[row.epoch] = first[row.epoch] ?? row.number
            last[row.epoch] = step
        }
        let lost = last.filter { epoch, step in step >= .convert && first[epoch] ?? 0 > stopped }
        count = lost.count
        self.step = lost.max { $0.key < $1.key }?.value ?? step
    }
}
