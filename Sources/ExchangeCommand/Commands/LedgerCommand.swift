import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Copy the ledger while it is in use, verify it, go on with an older one.",
        discussion: """
              exchange ledger backup /backup/exchange-20261121.sqlite
              exchange ledger verify
              exchange ledger verify /backup/exchange-20261121.sqlite
              exchange ledger adopt
            """,
        subcommands: [BackUpLedger.self, VerifyLedger.self, AdoptLedger.self])
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
            Exit code 8 where it does not hold, or is not as far as it had come. A file that is named is opened as a ledger of the institution.

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
        let ledger = try ChainCheck.whole(path, name, isInUse: file == nil)
        defer { ledger.close() }
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
        /// The row of the head that was asked about.
        let head: Int?
    }

    /// `head`: the row of a head that the chain was held against.
    static func say(_ extent: LedgerExtent, _ verdict: String, head: Int? = nil, json asJSON: Bool) {
        if asJSON {
            let document = Document(
                runs: extent.runs, transitions: extent.transitions, pruned: extent.cut?.number ?? 0, head: head)
            return Terminal.put(json(document), on: STDOUT_FILENO)
        }
        let before = extent.cut.map { "; the first \(grouped($0.number)) were pruned" } ?? ""
        print("\(verdict): \(counted(extent.runs, "run")), \(counted(extent.transitions, "transition"))\(before).")
        if let head { print("The head is row \(grouped(head)) of its chain.") }
    }
}
