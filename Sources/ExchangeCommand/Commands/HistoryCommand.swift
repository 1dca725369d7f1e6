import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "The runs there have been, newest first.",
        discussion: """
              exchange history
              exchange history sis-import --limit 5
            """)

    @Argument(help: "Only this profile's runs.")
    var profile: String?
    @Option(name: .shortAndLong, help: "How many.")
    var limit = 20
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit is at least 1.") }
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        let rows = try desk.ledger.runs(of: profile, limit: limit)
        if rows.isEmpty { try institution.insist(on: profile, configuration) }
        let held = HeldRuns(desk.ledger, desk.workspace)
        let lines = try rows.map { RunLine($0, end: try held.title(of: $0)) }
        if json.isOn { return Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        if rows.isEmpty { return print("There has been no run yet.") }
        var table = TextTable(["RUN", "PROFILE", "CLOCK", "END", "READ", "ACCEPTED", "REJECTED", "WHAT HAPPENED"])
        for line in lines {
            table.add([
                line.run, line.profile, line.clock, line.end, grouped(line.counts.read), grouped(line.counts.accepted),
                grouped(line.counts.rejected), line.summary,
            ])
        }
        table.print()
    }
}

/// A run as `history` and `status` show it.
struct RunLine: Encodable {
    let run: String
    let profile: String
    let clock: String
    let end: String
    let step: String?
    let summary: String
    let counts: RunCounts

    /// `title` is what the run's end is called by now; nil while it is open.
    init(_ row: RunRow, end title: String?) {
        run = row.id
        profile = row.profile
        clock = row.now.description
        end = title ?? RunReport.open
        step = row.end == nil ? row.step.rawValue : nil
        summary = row.end == nil ? "interrupted or waiting at '\(row.step.rawValue)'" : row.summary
        counts = RunCounts(row.tally)
    }
}
