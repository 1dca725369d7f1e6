import Exchange

/// Looks whether the folders a run will need later are there, before anything is fetched or sent: a missing one must
/// not be found out after the delivery.
struct Preflight {
    let run: OpenRun

    func check() throws(Fault) {
        if case .move(let folder) = run.plan.pickup.after {
            try demand(folder, try run.source(), run.plan.pickup.transport, "from: after_folder")
        }
        if run.wishes.dryRun { return }
        try demand(run.plan.delivery.folder, try run.target(), run.plan.delivery.transport, "to: folder")
        if let folder = run.plan.delivery.temporary.folder {
            try demand(folder, try run.target(), run.plan.delivery.transport, "to: temporary")
        }
    }

    private func demand(_ folder: String, _ session: any Session, _ place: any Transport, _ key: String) throws(Fault) {
        if folder.isEmpty { return }
        if let entry = try session.stat([folder])[0].get(), entry.kind == .folder { return }
        throw Fault(
            .placeMissing, .stop, "There is no folder '\(folder)' in \(place.address), which '\(key)' names.",
            remedy: "Create that folder, or correct '\(key)' in the profile. Nothing was fetched or sent.",
            context: ["path": folder])
    }
}
