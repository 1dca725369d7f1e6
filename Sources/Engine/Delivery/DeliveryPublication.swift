import Exchange
import Ledger
import Machine

extension DeliveryBatch {
    /// The intent is durable before the first rename: whoever comes later finishes these renames and never uploads again.
    func publish(_ uploaded: [DeliveryRow]) throws(Fault) {
        if uploaded.isEmpty { return }
        let rows = try move(uploaded, to: .publishing, temporary: \.temporary)
        FaultPoint.pass("deliver.intended")
        try rename(rows)
    }

    /// In order of ordinal. What was renamed is written down whatever became of the others.
    func rename(_ rows: [DeliveryRow]) throws(Fault) {
        if rows.isEmpty { return }
        let items = rows.map { row in
            guard let temporary = row.temporary else { preconditionFailure("an intent names its temporary file") }
            return RenameItem(from: temporary, to: row.target)
        }
        let fates = try receiver.session.rename(items, replacing: try makingWay(for: rows))
        FaultPoint.pass("deliver.renamed")
        var renamed: [(DeliveryRow, String)] = []
        var failure: Fault?
        for (row, fate) in zip(rows, fates) {
            switch fate {
            case .success: renamed.append((row, "renamed"))
            case .failure(let fault): failure = isNews(fault, row) ? failure : failure ?? fault
            }
        }
        try settle(renamed)
        if let failure { throw failure }
    }

    /// Whether the evidence may show why: somebody was faster with the final name, or with the rename itself.
    private func isNews(_ fault: Fault, _ row: DeliveryRow) -> Bool {
        guard fault.code == .placeExists || fault.code == .placeMissing, fault != refusals[row.id] else { return false }
        refusals[row.id] = fault
        ours.remove(row.id)
        return true
    }

    /// Whether the rename itself replaces what is there. Where the place cannot do that, what is to be replaced goes
    /// first: by now the new file stands there verified, and the intent to rename it is on the disk.
    private func makingWay(for rows: [DeliveryRow]) throws(Fault) -> Bool {
        guard run.plan.delivery.conflict == .replace else { return false }
        if receiver.session.abilities.contains(.replacingRename) { return true }
        try removing(rows.map(\.target))
        return false
    }
}
