import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Machine

struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract:
            "Show how one knows what was delivered: which files, when, to which server, and that nothing was altered.",
        usage: "exchange prove <file|delivery> [--institution <name>] [--json]",
        discussion: """
            A file is looked up by its bytes: whatever it is called, wherever it was found. So what a receiver says it \
            got can be held against what was sent. A delivery is run and number, a final name, or how its id begins.

              exchange prove 26-0412/1
              exchange prove people_20261121.zip
              exchange prove /tmp/what-they-say-they-got.zip
              exchange prove 26-0412/1 --json

            The ledger knows runs for as long as it is kept (retention), and is read whole each time. Exit codes: 0 it \
            is known, 3 nothing is known of it, 8 the audit chain does not hold.
            """)

    @Argument(help: "A file here, or a delivery.", completion: .file())
    var subject: String
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        let digest = try digest()
        let proving = try Proving(name, desk.ledger, desk.workspace) { zone throws(Fault) in
            try TimeZoneFile.zone(named: zone)
        }
        let proofs: [DeliveryProof] =
            if let digest { try proving.proofs(of: digest) } else { try proving.proofs(named: subject) }
        show(proofs, digest)
        if proofs.isEmpty { throw Ending(end: .nothingToDo) }
        throw Ending(end: proofs.allSatisfy(\.chain.whole) ? .done : .internalError)
    }

    /// Of the file, if it is one.
    private func digest() throws(Fault) -> ContentDigest? {
        var found = stat()
        guard stat(subject, &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
        return try FileOnDisk(measuring: try Folder.openAnywhere(subject), name: subject).digest
    }

    private func show(_ proofs: [DeliveryProof], _ digest: ContentDigest?) {
        if json.isOn { return Terminal.put(Engine.json(proofs), on: STDOUT_FILENO) }
        if proofs.isEmpty {
            let what = digest.map { "a file with these bytes (sha256 \($0.hex))" } ?? "a delivery '\(shown(subject))'"
            return say("Nothing is known of \(what): no run that the ledger still knows fetched or sent it.")
        }
        for (index, proof) in proofs.enumerated() {
            if index > 0 { say("") }
            if let digest {
                let what =
                    digest.hex == proof.sha256 ? "what this delivery sent" : "a file that went into this delivery"
                say("\(shown(subject)) is, byte for byte, \(what):")
            }
            ReportPrinter.put(ProofText(proof).lines, verdict: proof.chain.whole ? .bold : .red)
        }
    }

    private func say(_ line: String) { Terminal.put(line + "\n", on: STDOUT_FILENO) }
}
