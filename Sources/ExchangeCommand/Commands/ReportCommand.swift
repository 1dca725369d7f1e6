import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Setup

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What a run did, and who must act; or what the night brought.",
        usage: """
            exchange report [<run>] [--profile <profile>] [--ids] [--institution <name>] [--json] [--html <file>]
            exchange report --since <time> [--as-of <time>] [--all] [--full] [--profile <profile>] [--json] [--html <file>]
            """,
        discussion: """
            Without a run: the last one, of all profiles or of --profile. The same text 'exchange run' printed.

              exchange report
              exchange report 26-0412 --json
              exchange report 26-0412 --ids          and who it is about
              exchange report --profile sis-import

            With --since: one page over all profiles. Of each, its last run in that time that came to something; what \
            is held or has failed comes first. Where all is well it is one line; --full says of each what it did.

              exchange report --since yesterday
              exchange report --since 7d --all       of every institution
              exchange report --since 2026-11-20 --as-of 2026-11-21T07:00
              exchange report --since monday --html monday.html

            Exit codes with --since: 0 all is well, 1 somebody should look (rejected records, a missing file), 2 \
            somebody must act (a run is held or has failed).
            """)

    @Argument(help: ArgumentHelp("The run, as in 26-0412; the last one if left out.", valueName: "run"))
    var id: String?
    @Option(help: "Only this profile's runs.")
    var profile: String?
    @Option(
        help: ArgumentHelp("One page of all since then: yesterday, monday, 7d, 12h, 2026-11-20.", valueName: "time"))
    var since: String?
    @Option(help: ArgumentHelp("With --since: the page as of this time, instead of now.", valueName: "time"))
    var asOf: String?
    @Flag(help: "With --since: all institutions.")
    var all = false
    @Flag(help: "With --since: a line for each profile, although all is well.")
    var full = false
    @Option(
        help: ArgumentHelp(
            "Write it there as one HTML document as well, in place of what is there; it needs nothing else.",
            valueName: "file"))
    var html: String?
    @Flag(help: "List who was new, changed, cleared and gone, by identifier.")
    var ids = false
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
        if since != nil, id != nil || ids { throw ValidationError("--since is about many runs: no run, no --ids.") }
        if since == nil, all || full || asOf != nil {
            throw ValidationError("--all, --full and --as-of go with --since.")
        }
        if all, institution.institution != nil {
            throw ValidationError("--all is every institution: no --institution.")
        }
        if ids, json.isOn { throw ValidationError("--ids is a list for people; in JSON, 'changes' names its file.") }
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        if let since {
            let morning = Morning(folder, configuration, profile: profile)
            let own = try all ? nil : institution.name(configuration)
            let page = try morning.page(of: own, since: since, asOf: asOf)
            if own != nil, page.entries.isEmpty { try institution.insist(on: profile, configuration) }
            if let html { try OwnFile.write(MorningHTML(page).html, to: html) }
            MorningPrinter.print(page, json: json.isOn, isBrief: !full)
            throw Ending(end: page.end)
        }
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        // A profile's name will do where a run is asked for: its last one.
        let named = self.id.flatMap { $0.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 } ? nil : $0 }
        let profile = self.profile ?? named
        guard let id = try (named == nil ? self.id : nil) ?? desk.ledger.runs(of: profile, limit: 1).first?.id else {
            try institution.insist(on: profile, configuration)
            return print(json.isOn ? "null" : "There has been no run yet.")
        }
        guard let stored = try StoredReports(desk.workspace).report(of: id) else { throw try absent(id, desk) }
        // Its process may have been ended before it could write the head down.
        let report = try stored.anchored(in: desk.ledger)
        let isForeign = configuration.isForeign(report.institution)
        if let html { try OwnFile.write(ReportHTML(report, isForeign: isForeign).html, to: html) }
        ReportPrinter.print(report, json: json.isOn, isForeign: isForeign)
        guard ids, let owner = configuration.institutions.first(where: { $0.name == report.institution }) else {
            return
        }
        try ChangesPrinter(report, naming: try folder.naming(of: owner)).print()
    }

    private func absent(_ id: String, _ desk: Desk) throws(Fault) -> Fault {
        if let row = try desk.ledger.run(id), row.end == nil {
            return Fault(
                .commandRun, .stop,
                "Run \(id) of \(row.profile) was interrupted at '\(row.step.rawValue)' and has no report yet.",
                remedy: "Start 'exchange run \(row.profile)': it finishes that run.")
        }
        return Fault(.commandRun, .stop, "There is no report of a run '\(id)' here.")
    }
}
