import Exchange
import Ledger

extension RunReport {
    /// The report with the head of the audit chain after the run's last row, if it has none yet. A dry run keeps no
    /// chain that anybody could look at later.
    package func anchored(in ledger: any LedgerStore) throws(Fault) -> RunReport {
        guard audit == nil, !dryRun, let head = try ledger.head(of: run) else { return self }
        var report = self
        report.audit = Audit(row: head.number, head: head.hash.hex)
        return report
    }
}

extension RunReport.Audit {
    /// As `exchange audit verify --head` takes it.
    var text: String { "\(row):\(head)" }
}
