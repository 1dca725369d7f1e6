import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Machine
import Setup

struct ListNotices: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The notices there have been, newest first.",
        discussion: """
            'quiet' are those that were only counted, because the same had been told a short while before.

              exchange notices list
              exchange notices list --limit 5 --json
            """)

    @Option(name: .shortAndLong, help: "How many.")
    var limit = 20
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    /// A notice as it is shown.
    private struct Line: Encodable {
        let id: String
        let run: String
        let profile: String
        let channel: String
        let causes: [String]
        let planned: String
        let state: String
        let tries: Int
        /// When it is tried (again); nil where nothing more happens to it.
        let next: String?
        let note: String
    }

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is at least 1.") }
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let home = configuration.institutions.first { $0.name == name } ?? configuration.defaultInstitution
        let zone = try TimeZoneFile.zone(named: home.zone)
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        let lines = try desk.ledger.notices(limit: limit).map { row in
            Line(
                id: row.id, run: row.run, profile: row.profile, channel: row.channel, causes: row.causes,
                planned: zone.civil(row.planned).description, state: row.state.rawValue, tries: row.tries,
                next: row.state.isSettled ? nil : zone.civil(row.due).description, note: row.note)
        }
        if json.isOn { return Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        if lines.isEmpty { return print("Nobody has been told anything yet.") }
        var table = TextTable(["RUN", "PROFILE", "CHANNEL", "WHY", "PLANNED", "STATE", "TRIES", "WHAT HAPPENED"])
        for line in lines {
            let next = line.next.map { line.tries > 0 ? " Next try: \($0)." : "" } ?? ""
            table.add([
                line.run, line.profile, line.channel, line.causes.joined(separator: ", "), line.planned, line.state,
                "\(line.tries)", line.note + next,
            ])
        }
        table.print()
    }
}
