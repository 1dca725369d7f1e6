import Exchange
import Ledger
import Machine

/// One delivery on its way: asks `next` what to do, does it, writes it down, until it rests.
final class DeliveryWork {
    private let run: OpenRun
    private var delivery: DeliveryRow
    private let receiver: Receiver
    private var uploadedByUs = false
    /// Why the last rename did nothing.
    private var refusal: Fault?

    init(_ run: OpenRun, _ delivery: DeliveryRow) throws(Fault) {
        self.run = run
        self.delivery = delivery
        receiver = Receiver(session: try run.target())
    }

    /// Why a person must decide, or nil when it is delivered (or cancelled).
    func carryThrough() throws(Fault) -> String? {
        while true {
            FaultPoint.pass("deliver.loop")
            let evidence = try receiver.evidence(
                delivery, uploadedByUs: uploadedByUs, isSamePlace: run.isAsConfigured)
            switch next(delivery.state, evidence, run.plan.delivery.conflict) {
            case .upload: try upload()
            case .publish: try publish()
            case .rename: try rename()
            case .removeTemporary: try settle("the file stands under its final name", removing: true)
            case .delivered(let evidence): try settle(evidence, removing: false)
            case .hold(let code): return try hold(code)
            case .doubt: return try doubt()
            case .rest: return delivery.state.isSettled ? nil : rest()
            }
        }
    }

    private func upload() throws(Fault) {
        let name = DeliveryIdentity.temporary(delivery.id, epoch: run.row.epoch)
        let temporary = PlacePath.join(delivery.folder, name)
        try move(to: .uploading, temporary: temporary)
        FaultPoint.pass("deliver.uploading")
        try sweep()
        try removing([temporary])
        let item = StoreItem(try staged(), as: temporary)
        do throws(Fault) { _ = try receiver.session.store([item])[0].get() } catch {
            // Half a file is of no use, and takes room where there may be none. If even this fails, the next try does it.
            _ = try? receiver.session.remove([temporary])
            throw error
        }
        FaultPoint.pass("deliver.stored")
        guard try receiver.presence(temporary, of: delivery) == .equal else {
            try removing([temporary])
            throw Fault(
                .deliverCheck, .retry(after: 60),
                "\(delivery.target): what was read back from \(run.plan.delivery.transport.address) is not what was sent.",
                context: ["path": temporary])
        }
        uploadedByUs = true
        try move(to: .uploaded)
    }

    /// The intent is durable before the rename: whoever comes later finishes that rename and never uploads again.
    private func publish() throws(Fault) {
        try move(to: .publishing, temporary: delivery.temporary)
        FaultPoint.pass("deliver.intended")
        try rename()
    }

    private func rename() throws(Fault) {
        guard let temporary = delivery.temporary else { preconditionFailure("an intent names its temporary file") }
        let replacing = run.plan.delivery.conflict == .replace
        let item = RenameItem(from: temporary, to: delivery.target)
        do throws(Fault) {
            try receiver.session.rename([item], replacing: replacing)[0].get()
        } catch {
            // Somebody was faster with the final name: the evidence decides, at the next look.
            guard error.code == .placeExists || error.code == .placeMissing, error != refusal else { throw error }
            refusal = error
            uploadedByUs = false
            return
        }
        FaultPoint.pass("deliver.renamed")
        try settle("renamed", removing: false)
    }

    private func settle(_ evidence: String, removing: Bool) throws(Fault) {
        if removing, let temporary = delivery.temporary { try self.removing([temporary]) }
        let entries = isLast ? run.conversion?.entries ?? [:] : [:]
        try run.ledger.deliver(delivery.id, from: delivery.state, evidence: evidence, entries: entries, run.claim)
        delivery = delivery.at(.delivered, note: evidence)
        run.around.say("delivered \(delivery.target), \(sized(delivery.size))")
    }

    private func hold(_ code: Code) throws(Fault) -> String {
        let why = "\(delivery.target) was not published: \(code.cause)"
        if delivery.state != .held { try move(to: .held, note: why) }
        // What is held is sent anew: nobody may rename the old file any more, not even a process that was asleep.
        if let temporary = delivery.temporary { try removing([temporary]) }
        run.report.add(Finding(.error, code, Position(path: delivery.target), why))
        return why
    }

    private func doubt() throws(Fault) -> String {
        let why = "It is not certain whether \(delivery.target) was published."
        try move(to: .inDoubt, note: why)
        return rest()
    }

    /// Says again, in this run's report, what a person must decide.
    private func rest() -> String {
        if delivery.state == .inDoubt {
            run.report.add(Finding(.error, .deliverDoubt, Position(path: delivery.target), delivery.note))
        }
        return delivery.note
    }

    /// Removes what earlier processes of this run may have left under the temporary names they recorded.
    private func sweep() throws(Fault) {
        let old = try run.earlierTemporaries(of: delivery)
        for (path, fate) in zip(old, try receiver.session.remove(old)) {
            guard case .failure(let fault) = fate else { continue }
            run.report.remark("An old temporary file of ours, \(path), could not be removed: \(fault.message)")
        }
    }

    private var isLast: Bool { delivery.ordinal == run.conversion?.outputs.count }

    private func staged() throws(Fault) -> FileOnDisk {
        FileOnDisk(
            try run.workspace.folder.open(delivery.staged), name: PlacePath.last(delivery.target),
            size: delivery.size, digest: delivery.digest)
    }

    private func removing(_ paths: [String]) throws(Fault) {
        for fate in try receiver.session.remove(paths) { try fate.get() }
    }

    private func move(to state: DeliveryState, temporary: String? = nil, note: String = "") throws(Fault) {
        try run.ledger.move(
            delivery: delivery.id, from: delivery.state, to: state, temporary: temporary, note: note, run.claim)
        delivery = delivery.at(state, temporary: temporary, note: note)
    }
}

extension DeliveryRow {
    /// Where it is published; its temporary file stands beside it.
    var folder: String { target.lastIndex(of: "/").map { String(target[..<$0]) } ?? "" }

    func at(_ state: DeliveryState, temporary: String? = nil, note: String = "") -> DeliveryRow {
        DeliveryRow(
            id: id, run: run, profile: profile, ordinal: ordinal, target: target, digest: digest, size: size,
            staged: staged, state: state, temporary: temporary ?? self.temporary, note: note)
    }
}
