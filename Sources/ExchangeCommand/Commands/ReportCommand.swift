import ArgumentParser
import Engine
import Exchange
import Ledger

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What a run did, and who must act.",
        discussion: """
            Without a run: the last one, of all profiles or of --profile. The same text 'exchange run' printed.

              exchange report
              exchange report 26-0412 --json
              exchange report --profile sis-import
            """)

    @Argument(help: ArgumentHelp("The run, as in 26-0412; the last one if left out.", valueName: "run"))
    var id: String?
    @Option(help: "Only this profile's runs.")
    var profile: String?
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        // A profile's name will do where a run is asked for: its last one.
        let named = self.id.flatMap { $0.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 } ? nil : $0 }
        let profile = self.profile ?? named
        guard let id = try (named == nil ? self.id : nil) ?? desk.ledger.runs(of: profile, limit: 1).first?.id else {
            try institution.insist(on: profile, configuration)
            return print(json.isOn ? "null" : "There has been no run yet.")
        }
        guard let report = try StoredReports(desk.workspace).report(of: id) else { throw try absent(id, desk) }
        ReportPrinter.print(report, json: json.isOn)
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
