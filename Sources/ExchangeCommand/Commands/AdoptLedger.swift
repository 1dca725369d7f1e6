import ArgumentParser
import Engine
import Exchange
import Ledger

struct AdoptLedger: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt", abstract: "Go on with a ledger that is older than it was.",
        discussion: """
            A ledger from a backup, or one that lost its newest rows with a disk, does not know what was sent since. \
            Nothing is fetched or sent with it until somebody decides. Without a reason, the command shows what is \
            known and what would follow, and changes nothing.

              exchange ledger adopt
              exchange ledger adopt --reason "restored from Friday, asked the library what they got since"

            Who decided and why stands in the audit chain. Exit codes: 0 adopted, 2 without a decision, 64 where there \
            is nothing to decide.
            """)

    @Option(help: ArgumentHelp("How you know that it may go on; it is recorded.", valueName: "text"))
    var reason: String?
    @OptionGroup var institution: InstitutionOptions

    func validate() throws {
        if let reason { try ReasonText.check(reason) }
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        guard let reason else {
            guard let refusal = desk.ledger.refusal else { return try desk.ledger.adopt(person: "", reason: "") }
            for line in try AdoptionText(desk: desk, refusal: refusal).lines() { print(line) }
            throw Ending(end: .held)
        }
        try desk.ledger.adopt(person: Person.name, reason: reason)
        print("The ledger goes on from row \(grouped(try desk.ledger.head().number)) of its audit chain.")
    }
}
