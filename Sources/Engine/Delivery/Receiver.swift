import Exchange
import Ledger
import Machine

/// The receiving place, asked in the engine's words.
struct Receiver {
    let session: any Session

    /// What stands under `path`, held against the delivery.
    func presence(_ path: String, of delivery: DeliveryRow) throws(Fault) -> Presence {
        guard let entry = try session.stat([path])[0].get() else { return .absent }
        guard entry.kind == .file, entry.size == delivery.size else { return .different }
        let hashing = HashingSink()
        _ = try session.fetch([FetchItem(path, into: hashing)])[0].get()
        return hashing.digest() == delivery.digest ? .equal : .different
    }

    /// Whether the receiver marked the file as taken: `<final>.handled` with our size.
    func isTaken(_ delivery: DeliveryRow) throws(Fault) -> Bool {
        guard let entry = try session.stat([delivery.target + ".handled"])[0].get() else { return false }
        return entry.size == delivery.size
    }

    /// `isSamePlace`: the configuration has not changed since, so what is absent here is absent where we sent it.
    func evidence(_ delivery: DeliveryRow, uploadedByUs: Bool, isSamePlace: Bool) throws(Fault) -> Evidence {
        var evidence = Evidence(
            temporariesAreOurs: isSamePlace && session.abilities.contains(.temporariesAreOurs),
            uploadedByUs: uploadedByUs)
        // What was uploaded by us was read back a moment ago; looking again would only cost.
        if let temporary = delivery.temporary {
            evidence.temporary = uploadedByUs ? .equal : try presence(temporary, of: delivery)
        }
        evidence.target = try presence(delivery.target, of: delivery)
        if evidence.target != .equal { evidence.taken = try isTaken(delivery) }
        if delivery.state == .publishing, evidence.temporary == .absent, evidence.target == .absent {
            try demandFolder(of: delivery)
        }
        return evidence
    }

    /// A folder that is gone (not mounted, renamed) says nothing about the files that were in it.
    private func demandFolder(of delivery: DeliveryRow) throws(Fault) {
        let folder = delivery.folder
        if folder.isEmpty { return }
        if let entry = try session.stat([folder])[0].get(), entry.kind == .folder { return }
        throw Fault(
            .placeMissing, .stop,
            "The folder '\(folder)', where \(delivery.target) was about to be published, is gone.",
            context: ["path": folder])
    }
}
