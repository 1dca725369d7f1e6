import Exchange
import Ledger
import Machine

/// Opens what came in encrypted, so that the feed sees what is in it. What an arrival is, for ledger and source, stays the
/// message; the plain file stands in the run's folder and goes with the other copies.
struct Unwrapping {
    private static let folder = "plain"
    private static let endings = [".pgp", ".gpg", ".asc"]

    private let run: OpenRun

    init(_ run: OpenRun) { self.run = run }

    /// The files as the feed is to see them: all of them good to their last byte, or a fault.
    func opened(_ files: [StagedCopy]) throws(Fault) -> [StagedCopy] {
        guard let plan = run.plan.pgp, let unwrapping = plan.unwrapping else { return files }
        let plain = try run.workspace.emptied(Unwrapping.folder, of: run.row.id)
        let gpg = try GnuPG(home: plan.home)
        let passphrase = try unwrapping.passphrase.map { source throws(Fault) in try SecretStore.read(source) }
        defer { gpg.forget() }
        let demand = GnuPG.Demand(key: unwrapping.key, signers: unwrapping.signers, limit: unwrapping.limit)
        let few = OpenFew(run.workspace.folder, run.around.abort)
        var opened: [StagedCopy] = []
        for (index, file) in files.enumerated() {
            if run.around.abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
            let name = String(index + 1)
            do throws(Fault) {
                try gpg.decrypt(
                    run.workspace.folder.place(of: file.path), into: plain.place(of: name), demand,
                    passphrase: passphrase, called: file.name)
            } catch {
                guard error.code == .pgpNotEncrypted, !unwrapping.isRequired else { throw error }
                opened.append(file)
                continue
            }
            FaultPoint.pass("pgp.opened")
            let found = try FileOnDisk(measuring: try plain.open(name), name: name)
            opened.append(
                StagedCopy(
                    "\(run.workspace.place(of: run.row.id))/\(Unwrapping.folder)/\(name)", in: few,
                    name: Unwrapping.plainName(file.name), size: found.size, digest: found.digest))
        }
        return opened
    }

    /// `people.csv.pgp` is `people.csv`.
    static func plainName(_ name: String) -> String {
        let file = FileName(name)
        return endings.contains(file.ext.lowercased()) ? file.stem : name
    }
}
