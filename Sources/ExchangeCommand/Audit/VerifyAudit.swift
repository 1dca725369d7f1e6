import ArgumentParser
import Exchange
import Ledger

struct VerifyAudit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Read the whole ledger, and hold it against its chain, and that against a head.",
        discussion: """
            As 'exchange ledger verify'. With --head also: that the chain still has the row which a report, a mail or a \
            printout named. Exit code 8 where something does not hold; 64 where that row was pruned since.

              exchange audit verify
              exchange audit verify --head 41:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
              exchange audit verify /backup/exchange-20261121.sqlite
            """)

    @Argument(help: "A copy to verify; the ledger in use if left out.", completion: .file())
    var file: String?
    @Option(help: ArgumentHelp("What a report calls its audit head, or the hash alone.", valueName: "head"))
    var head: ChainHead?
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let path = file ?? "\(folder.state(of: name))/ledger.sqlite"
        let ledger = try ChainCheck.whole(path, name, isInUse: file == nil)
        defer { ledger.close() }
        let row = try head.map { head throws(Fault) in try ChainCheck.row(of: head, ledger, path) }
        LedgerWords.say(try ledger.extent(), "The ledger \(path) is whole", head: row, json: json.isOn)
    }
}
