import Exchange
import Ledger
import Machine

/// Encrypts what goes out, once the feed has read it back. Encrypting again gives other bytes, so nothing of an earlier try
/// is used: what the ledger plans is what stands on the disk.
struct Wrapping {
    private static let folder = "wrapped"

    private let run: OpenRun

    init(_ run: OpenRun) { self.run = run }

    /// The outputs as they are to be delivered; on the disk when this returns.
    func wrapped(_ outputs: [ConversionRecord.Output]) throws(Fault) -> [ConversionRecord.Output] {
        guard let plan = run.plan.pgp, let wrapping = plan.wrapping, !outputs.isEmpty else { return outputs }
        let folder = try run.workspace.emptied(Wrapping.folder, of: run.row.id)
        let gpg = try GnuPG(home: plan.home)
        let passphrase = try wrapping.passphrase.map { source throws(Fault) in try SecretStore.read(source) }
        defer { gpg.forget() }
        var made: [ConversionRecord.Output] = []
        for output in outputs {
            if run.around.abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
            try gpg.encrypt(
                run.workspace.folder.place(of: output.staged), into: folder.place(of: String(output.ordinal)),
                GnuPG.Address(
                    recipients: wrapping.recipients, signer: wrapping.signer, isArmored: wrapping.isArmored),
                passphrase: passphrase, called: PlacePath.last(output.target))
            made.append(try measured(output, wrapping, folder))
        }
        try folder.sync()
        FaultPoint.pass("pgp.wrapped")
        return made
    }

    private func measured(
        _ output: ConversionRecord.Output, _ wrapping: PGPPlan.Wrapping, _ folder: Folder
    ) throws(Fault) -> ConversionRecord.Output {
        let file = try folder.open(String(output.ordinal))
        try file.sync()
        let found = try FileOnDisk(measuring: file, name: output.target)
        let target = output.target + wrapping.suffix
        try PlacePath.check(target)
        return ConversionRecord.Output(
            ordinal: output.ordinal, target: target,
            staged: "\(run.workspace.place(of: run.row.id))/\(Wrapping.folder)/\(output.ordinal)", size: found.size,
            sha256: found.digest.hex)
    }
}
