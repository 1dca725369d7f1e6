import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Machine

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Copy the ledger while it is in use, and verify it.",
        discussion: """
              exchange ledger backup /backup/exchange-20261121.sqlite
              exchange ledger verify
              exchange ledger verify /backup/exchange-20261121.sqlite
            """,
        subcommands: [BackUpLedger.self, VerifyLedger.self])
}

struct BackUpLedger: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the ledger into a new file, runs or not.",
        discussion: """
            The copy is one moment's ledger, readable by its owner only, and verified before it appears under its name. \
            A file that is there already is never touched.

              exchange ledger backup /backup/exchange-20261121.sqlite
            """)

    @Argument(help: "The new file; its folder exists.", completion: .file())
    var file: String
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        let extent = try desk.ledger.backup(to: file)
        LedgerWords.say(extent, "The copy \(file) is whole", json: json.isOn)
    }
}

struct VerifyLedger: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read the whole ledger, and hold it against its audit chain.",
        discussion: """
            Exit code 8 where it does not hold. A file that is named is opened as a ledger of the institution.

              exchange ledger verify
              exchange ledger verify /backup/exchange-20261121.sqlite
            """)

    @Argument(help: "A copy to verify; the ledger in use if left out.", completion: .file())
    var file: String?
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let path = file ?? "\(folder.state(of: name))/ledger.sqlite"
        var found = stat()
        // A ledger that is not there would be made, and verify.
        guard stat(path, &found) == 0 else { throw Fault(.commandFile, .stop, "There is no ledger \(path).") }
        let ledger = try SQLiteLedger(path: path, institution: name, now: WallClock.now, hash: SHA256.digest(of:))
        defer { ledger.close() }
        if let row = try ledger.firstBrokenAuditRow() {
            throw Fault(
                .ledgerDamaged, .stop,
                "The ledger \(path) does not hold: row \(row) of its audit chain was changed, inserted or removed.",
                context: ["path": path, "row": String(row)])
        }
        LedgerWords.say(try ledger.extent(), "The ledger \(path) is whole", json: json.isOn)
    }
}

/// How much a ledger holds, for people and programs.
enum LedgerWords {
    private struct Document: Encodable {
        let whole = true
        let runs: Int
        let transitions: Int
        /// How many of the chain's first rows were pruned.
        let pruned: Int
    }

    static func say(_ extent: LedgerExtent, _ verdict: String, json asJSON: Bool) {
        if asJSON {
            let document = Document(
                runs: extent.runs, transitions: extent.transitions, pruned: extent.cut?.number ?? 0)
            return Terminal.put(json(document), on: STDOUT_FILENO)
        }
        let before = extent.cut.map { "; the first \(grouped($0.number)) were pruned" } ?? ""
        print("\(verdict): \(counted(extent.runs, "run")), \(counted(extent.transitions, "transition"))\(before).")
    }
}
