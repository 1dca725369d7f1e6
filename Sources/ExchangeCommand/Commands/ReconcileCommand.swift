import ArgumentParser
import Engine
import Exchange
import Formats
import Glibc
import Ledger
import Machine
import Setup

struct ReconcileCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract:
            "What became of the invoices and fees that were sent: answered, rejected, or silent, and for how long.",
        discussion: """
            The register of an institution has every invoice, fee and fund transaction that was delivered, and every answer \
            that came back. This lists what is paid, what was rejected, what contradicts itself, what nobody has answered \
            (by age), and numbers of sequences under which nothing was sent.

              exchange reconcile erp-invoices
              exchange reconcile bursar-fees --json
              exchange reconcile erp-invoices --list closed.csv --column "Invoice Unique Identifier"

            With --list: what the library system calls closed (a CSV from its reports, UTF-8) and was never sent from here.

            Exit code 0 when nothing needs a person, 1 when something does.
            """)

    @Argument(
        help: "A profile that sends or hears of them; all kinds if left out.",
        completion: .custom { _, _, _ in ProfileNames.all() })
    var profile: String?
    @Option(
        help: ArgumentHelp("A CSV with what should have been sent.", valueName: "file"), completion: .file())
    var list: String?
    @Option(help: ArgumentHelp("The column of --list with the identifiers, or numbers.", valueName: "name"))
    var column: String?
    @Option(help: ArgumentHelp("How many of each sort are named.", valueName: "number"))
    var show = 20
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
        if show < 1 { throw ValidationError("--show is at least 1.") }
        if (list == nil) != (column == nil) { throw ValidationError("--list and --column go together.") }
        if list != nil, profile == nil { throw ValidationError("--list needs a profile: what kind is it a list of?") }
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        try institution.insist(on: profile, configuration)
        let chosen = try institution.chosen(configuration)
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        // A profile that is broken today has still sent what it sent.
        let names = configuration.profileNames.filter { $0.institution == chosen.name }
        let senders = names.compactMap { try? configuration.profile($0.description) }
        let kinds = try kinds(senders)
        let today = try TimeZoneFile.zone(named: chosen.zone).civil(WallClock.now()).date
        let wanted = try list.map { path throws(Fault) in try identifiers(path) }
        var pages: [Reconciliation] = []
        for kind in kinds {
            let profiles = senders.filter { registers($0).contains(kind) }.map(\.name.profile)
            let page = try Reconciliation(kind, of: profiles, desk.ledger, today: today, list: wanted)
            if profile != nil || !page.isEmpty { pages.append(page) }
        }
        if json.isOn {
            Terminal.put(Engine.json(pages), on: STDOUT_FILENO)
        } else if pages.isEmpty {
            print("Nothing was ever sent or answered from here that is kept in the register: no invoices, no fees.")
        } else {
            for (index, page) in pages.enumerated() {
                if index > 0 { print("") }
                ReportPrinter.put(
                    ReconciliationText(page, shown: show).lines, verdict: page.wantsSomebody ? .yellow : .green)
            }
        }
        if pages.contains(where: \.wantsSomebody) { throw Ending(end: .doneWithRejects) }
    }

    private func registers(_ profile: Profile) -> Set<RegisterEntry.Kind> { type(of: profile.plan.feed).registers }

    private func kinds(_ profiles: [Profile]) throws(Fault) -> [RegisterEntry.Kind] {
        guard let profile else { return RegisterEntry.Kind.allCases.filter(\.isAnswered) }
        let base = profile.split(separator: "@").first.map(String.init) ?? profile
        let found = (profiles.first { $0.name.profile == base }.map(registers) ?? []).filter(\.isAnswered)
        if found.isEmpty {
            throw Fault(
                .setupProfileUnknown, .stop,
                "'\(profile)' neither sends nor hears of anything that is kept in the register.",
                remedy: "Name a profile of the money feeds (exchange profiles list), or none.")
        }
        return RegisterEntry.Kind.allCases.filter(found.contains).filter(\.isAnswered)
    }

    /// The values of one column; blanks are none.
    private func identifiers(_ path: String) throws(Fault) -> Set<String> {
        guard let column else { return [] }
        let file = try Folder.openAnywhere(path)
        let table = CSVTable(CSVDialect(), needs: [column])
        var found: Set<String> = []
        let unread = Report()
        func take(_ row: borrowing TableRow) -> Demand {
            if row.isSound, let place = table.header?[column] {
                let value = row.string(place)
                if !value.isEmpty { found.insert(value) }
            }
            return .more
        }
        try file.eachChunk { chunk throws(Fault) in
            try table.read(chunk, report: unread) { row, _ throws(Fault) in take(row) }
        }
        try table.finish(report: unread) { row, _ throws(Fault) in take(row) }
        return found
    }
}
