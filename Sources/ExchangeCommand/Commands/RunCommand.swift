import ArgumentParser
import Engine
import Exchange
import Ledger
import Machine
import Setup

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Carry out a profile once: fetch, convert, check, deliver, report.",
        usage: "exchange run <profile> [<options>]",
        discussion: """
            A run that was interrupted is finished first, from where it stopped; nothing is sent twice. The report is \
            printed at the end, and 'exchange report' shows it again.

              exchange run sis-import                 now, by hand or from cron
              exchange run sis-import --dry-run       everything but sending
              exchange run north/sis-import           the profile of another institution
              exchange run sis-import --again --reason "mapping corrected"

            Exit codes: 0 done, 1 done with rejects, 2 held, 3 nothing to do, 4 missing, 5 rejected, 6 transport, \
            7 configuration, 8 internal, 75 busy.
            """)

    @Argument(help: "The profile, or institution/profile.", completion: .custom { _, _, _ in ProfileNames.all() })
    var profile: String

    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption

    @Flag(help: "Do everything but deliver. The files stay where they are and the ledger is not touched.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("The run's clock, in the profile's zone: 2026-11-21 or 2026-11-21T02:30.", valueName: "time")
    )
    var asOf: String?

    @Flag(help: "Take files again that were delivered already; needs --reason.")
    var again = false

    @Option(help: ArgumentHelp("Why --again; it is recorded.", valueName: "text"))
    var reason: String?

    @Flag(help: "List who is new, changed, cleared and gone, by identifier, after the report.")
    var ids = false

    @Flag(name: .shortAndLong, help: "Print nothing while working; the report only.")
    var quiet = false

    func validate() throws {
        if again && (reason ?? "").isEmpty {
            throw ValidationError("--again needs --reason \"…\": it is recorded with the run.")
        }
        if !again && reason != nil { throw ValidationError("--reason goes with --again.") }
        if ids, json.isOn { throw ValidationError("--ids is a list for people; in JSON, 'changes' names its file.") }
    }

    func run() throws {
        let (folder, configuration) = try root.configuration()
        let profile = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
            try configuration.profile(self.profile)
        }
        let report = try carryOut(profile, folder)
        ReportPrinter.print(report, json: json.isOn)
        if ids, report.changes != nil {
            try ChangesPrinter(report, naming: try folder.naming(of: profile.institution)).print()
        }
        throw Ending(end: End(rawValue: report.exit) ?? .internalError)
    }

    private func carryOut(_ profile: Profile, _ folder: RootFolder) throws(Fault) -> RunReport {
        let zone = try TimeZoneFile.zone(named: profile.plan.zone)
        let wishes = RunWishes(
            asOf: try asOf.map { text throws(Fault) in try TimeText.moment(text, in: zone) }, dryRun: dryRun,
            again: again ? reason : nil)
        let state = try Workspace(folder.state(of: profile.institution.name))
        let lock = try state.lock(profile.name.profile)
        defer { withExtendedLifetime(lock) {} }
        let desk = try desk(profile, folder, state)
        defer { desk.ledger.close() }
        let line = ProgressLine(quiet: quiet || json.isOn)
        let quiet = quiet || json.isOn
        let around = Surroundings(
            now: WallClock.now, sleep: WallClock.sleep, abort: Interruption.listen(), owner: ProcessIdentity.current,
            progress: line.show,
            say: { text in
                line.clear()
                if !quiet { Terminal.complain("exchange: \(shown(text))") }
            }, naming: try folder.naming(of: profile.institution))
        let conductor = Conductor(
            profile.plan, ledger: desk.ledger, workspace: desk.workspace, zone: zone, around: around)
        defer { line.clear() }
        return try conductor.carryOut(wishes)
    }

    /// A dry run works at a desk of its own, cleared before each: the real ledger keeps no trace.
    private func desk(_ profile: Profile, _ folder: RootFolder, _ state: Workspace) throws(Fault) -> Desk {
        let path = folder.state(of: profile.institution.name)
        guard dryRun else { return try Desk(path, institution: profile.institution.name) }
        let dry = "dry-run/\(profile.name.profile)"
        try state.clear(dry)
        return try Desk("\(path)/\(dry)", institution: profile.institution.name)
    }

}
