import Exchange
import Ledger
import Machine

extension DeliveryBatch {
    /// Each under a temporary name of its own, then held against what was sent.
    func upload(_ wanting: [DeliveryRow]) throws(Fault) {
        try sweep(wanting)
        let epoch = run.row.epoch
        var rows = try move(wanting, to: .uploading) { run.temporary(of: $0, epoch: epoch) }
        FaultPoint.pass("deliver.uploading")
        try removing(rows.compactMap(\.temporary))
        rows = try store(rows)
        FaultPoint.pass("deliver.stored")
        rows = try checked(rows)
        ours.formUnion(rows.map(\.id))
        try move(rows, to: .uploaded)
    }

    /// Those in front of the first that could not be stored.
    private func store(_ rows: [DeliveryRow]) throws(Fault) -> [DeliveryRow] {
        var items: [StoreItem] = []
        for row in rows { items.append(StoreItem(try staged(row), as: row.temporary ?? "")) }
        do throws(Fault) {
            return admitted(rows, try receiver.session.store(items).map { $0.map { _ in } })
        } catch {
            // Half a file is of no use, and takes room where there may be none. If even this fails, the next try does it.
            discard(rows.compactMap(\.temporary))
            throw error
        }
    }

    /// Those in front of the first that is not what was sent.
    private func checked(_ rows: [DeliveryRow]) throws(Fault) -> [DeliveryRow] {
        if rows.isEmpty { return [] }
        let paths = rows.compactMap(\.temporary)
        let sizes = zip(rows, try receiver.session.stat(paths)).map { row, fate in
            fate.flatMap { isStored($0, row) }
        }
        let whole = admitted(rows, sizes)
        if run.plan.delivery.check == .size { return whole }
        let digests = try receiver.digests(Array(paths.prefix(whole.count)))
        return admitted(
            whole,
            zip(whole, digests).map { row, fate in fate.flatMap { judged(row, $0 == row.digest) } })
    }

    private func isStored(_ entry: Entry?, _ row: DeliveryRow) -> Result<Void, Fault> {
        guard let entry else { return .failure(swept(row)) }
        return judged(row, entry.kind == .file && entry.size == row.size)
    }

    private func judged(_ row: DeliveryRow, _ isWhole: Bool) -> Result<Void, Fault> {
        isWhole ? .success(()) : .failure(differs(row))
    }

    /// Those in front of the first that failed; of the others, nothing is left there.
    private func admitted(_ rows: [DeliveryRow], _ fates: [Result<Void, Fault>]) -> [DeliveryRow] {
        for (index, fate) in fates.enumerated() {
            guard case .failure(let fault) = fate else { continue }
            discard(rows[index...].compactMap(\.temporary))
            stop(at: rows[index].ordinal, fault)
            return Array(rows[..<index])
        }
        return rows
    }

    private func differs(_ row: DeliveryRow) -> Fault {
        Fault(
            .deliverCheck, .retry(after: 60),
            "\(row.target): what was read back from \(run.plan.delivery.transport.address) is not what was sent.",
            context: ["path": row.temporary ?? ""])
    }

    private func swept(_ row: DeliveryRow) -> Fault {
        Fault(
            .deliverCheck, .retry(after: 60),
            "\(row.target): what was sent to \(run.plan.delivery.transport.address) as \(row.temporary ?? "") was gone "
                + "again before it could be read back. Something there removes files that nobody has finished yet.",
            remedy: "Ask who runs the server what is removed there, and give our files a name or a folder that is left "
                + "alone ('to: temporary').",
            context: ["path": row.temporary ?? ""])
    }

    /// Removes what earlier processes of this run may have left under the temporary names they recorded; before new
    /// names take the place of these in the ledger.
    private func sweep(_ wanting: [DeliveryRow]) throws(Fault) {
        let new = Set(wanting.map { run.temporary(of: $0, epoch: run.row.epoch) })
        let old = try run.earlierTemporaries(of: wanting).filter { !new.contains($0) }
        if old.isEmpty { return }
        for (path, fate) in zip(old, try receiver.session.remove(old)) {
            guard case .failure(let fault) = fate else { continue }
            run.report.remark("An old temporary file of ours, \(path), could not be removed: \(fault.message)")
        }
    }

    private func staged(_ row: DeliveryRow) throws(Fault) -> FileOnDisk {
        FileOnDisk(
            try run.workspace.folder.open(row.staged), name: PlacePath.last(row.target), size: row.size,
            digest: row.digest)
    }
}
