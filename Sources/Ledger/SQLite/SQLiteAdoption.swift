import Exchange
import GRDB

extension SQLiteLedger {
    /// Where the chain stands now.
    package func head() throws(Fault) -> AuditHead {
        try reading { db in
            let end = try chainEnd(db)
            return AuditHead(number: end.number, hash: end.hash)
        }
    }

    /// What the file beside the ledger says of how far it had come; nil where there is none, or none that can be read.
    package func remembered() throws(Fault) -> AuditHead? {
        guard case .head(let head) = try anchor?.read() else { return nil }
        return head
    }

    /// Goes on with a ledger that has fallen behind (`refusal`): `person` and `reason` stand in its audit chain, with the
    /// head that is no more. `ledger.adoption` where nothing is to be decided, or no run is there to note it with.
    package func adopt(person: String, reason: String) throws(Fault) {
        guard let anchor, refusal != nil else {
            throw Fault(
                .ledgerAdoption, .stop, "The ledger \(path) is as far as it had come: nothing is to be decided.")
        }
        let lost = try remembered().map { "row \($0.number) \($0.hash.hex)" } ?? "an unreadable head"
        try committing(durably: true) { db in
            guard let last = try newestRun(db) else {
                throw Fault(
                    .ledgerAdoption, .stop, "The ledger \(path) has no run, so nothing in it could be gone on with.",
                    remedy: "Put a copy of the ledger back that has runs. If there is none and all of it shall begin "
                        + "anew, remove \(anchor.path): every file that still stands at a source is new then.")
            }
            try record(db, last, "ledger", "adopted by \(person): \(reason); had been at \(lost)")
        }
        refusal = nil
    }

    private func newestRun(_ db: Database) throws -> RunRow? {
        try db.row("SELECT * FROM runs ORDER BY place DESC LIMIT 1", [], unseal)
    }

    /// What speaks against changing this ledger, held against what the file beside it says.
    func objection(_ db: Database, to word: LedgerAnchor.Word) throws -> Fault? {
        switch word {
        case .nothing: return nil
        case .unreadable:
            return behind(
                "The file \(anchor?.path ?? "") beside the ledger, which says how far it had come, is damaged.")
        case .head(let head):
            let end = try chainEnd(db)
            if head.number > end.number {
                return behind(
                    "The ledger \(path) ends with row \(end.number) of its audit chain, and had \(head.number).",
                    ["row": String(end.number), "remembered": String(head.number)])
            }
            if try isKnown(db, head) { return nil }
            return behind(
                "Row \(head.number) of the audit chain of the ledger \(path) is not the one that was written there.",
                ["row": String(head.number)])
        }
    }

    /// A row that was pruned is known by the cut at most.
    private func isKnown(_ db: Database, _ head: AuditHead) throws -> Bool {
        let found = try db.row("SELECT hash FROM audit WHERE number = ?", [head.number]) { try $0.digest("hash") }
        if let found { return found == head.hash }
        guard let cut = try lastCut(db) else { return false }
        return head.number < cut.number || head == AuditHead(number: cut.number, hash: cut.hash)
    }

    private func behind(_ message: String, _ context: [String: String] = [:]) -> Fault {
        Fault(.ledgerBehind, .stop, message, context: context.merging(["path": path]) { old, _ in old })
    }

    static func gone(_ path: String, _ anchor: LedgerAnchor) -> Fault {
        Fault(
            .ledgerDamaged, .stop,
            "The ledger \(path) is gone, but \(anchor.path), which says how far it had come, is still there.",
            remedy:
                "Put the newest copy of the ledger back, then see 'exchange ledger adopt'. If there is none and all of "
                + "it shall begin anew, remove \(anchor.path): every file that still stands at a source is new then.",
            context: ["path": path])
    }
}
