import Exchange
import Glibc
import Ledger
import Machine

/// Reading a whole ledger, as `ledger verify` and `audit verify` do.
enum ChainCheck {
    /// The ledger at `path`, open, after all of it was read and holds. `isInUse`: it is as far as it had come, too.
    static func whole(_ path: String, _ institution: String, isInUse: Bool) throws(Fault) -> SQLiteLedger {
        var found = stat()
        // A ledger that is not there would be made, and verify.
        guard stat(path, &found) == 0 else { throw Fault(.commandFile, .stop, "There is no ledger \(path).") }
        let ledger = try SQLiteLedger(
            path: path, institution: institution, anchored: isInUse, now: WallClock.now, hash: SHA256.digest(of:))
        if let row = try ledger.firstBrokenAuditRow() {
            ledger.close()
            throw Fault(
                .ledgerDamaged, .stop,
                "The ledger \(path) does not hold: row \(row) of its audit chain was changed, inserted or removed.",
                context: ["path": path, "row": String(row)])
        }
        if let refusal = ledger.refusal {
            ledger.close()
            throw refusal
        }
        return ledger
    }

    /// The row that `head` is of; `ledger.head` where the chain has it no more, `ledger.head.pruned` where it cannot.
    static func row(of head: ChainHead, _ ledger: SQLiteLedger, _ path: String) throws(Fault) -> Int {
        let context = ["path": path, "head": head.hash.hex]
        if let row = try ledger.auditRow(head.hash) {
            if head.row == nil || head.row == row { return row }
            throw Fault(
                .ledgerHead, .stop, "In the ledger \(path) this hash is of row \(row), not of row \(head.row ?? 0).",
                context: context)
        }
        let cut = try ledger.extent().cut?.number ?? 0
        if let row = head.row, row <= cut {
            throw Fault(
                .ledgerHeadPruned, .stop,
                "The first \(grouped(cut)) rows of the ledger \(path) were pruned, and row \(row) with them.",
                context: context)
        }
        let before =
            cut > 0 && head.row == nil
            ? " Its first \(grouped(cut)) rows were pruned: if it is one of those, write its row before it, as reports do."
            : ""
        throw Fault(
            .ledgerHead, .stop,
            "The audit chain of the ledger \(path) holds no row with the hash \(head.hash.hex)."
                + before, context: context)
    }
}
