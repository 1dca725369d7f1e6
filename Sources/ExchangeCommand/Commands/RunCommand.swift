import ArgumentParser
import Engine
import Exchange
import Ledger
import Machine
import Schedule
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
              exchange run sis-import --target sandbox
              exchange run sis-import --limit 25      the first 25 accepted records only
              exchange run sis-import --only @ids.txt only these records, one identifier a line
              exchange run sis-import --again --reason "mapping corrected"
              exchange run erp-invoices --review      prepare, write cover sheets, hold for a person
              exchange run sis-import --slot 2026-11-22T02:30   for this time of its schedule, once
              exchange run sis-import --expected "by 04:00"

            A run with --limit or --only delivers, but takes no file and is no measure for the next load.

            Exit codes: 0 done, 1 done with rejects, 2 held, 3 nothing to do, 4 missing, 5 rejected, 6 transport, \
            7 configuration, 8 internal, 75 busy.
            """)

    @Argument(help: "The profile, or institution/profile.", completion: .custom { _, _, _ in ProfileNames.all() })
    var profile: String

    @OptionGroup var target: TargetOption
    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption

    @Flag(help: "Do everything but deliver. The files stay where they are and the ledger is not touched.")
    var dryRun = false

    @Option(
        help: ArgumentHelp("The run's clock, in the profile's zone: 2026-11-21 or 2026-11-21T02:30.", valueName: "time")
    )
    var asOf: String?

    @Option(
        help: ArgumentHelp(
            "When a file was expected: if there is none to take, the run ends as missing.", valueName: "text"))
    var expected: String?

    @Flag(help: "Take files again that were delivered already; needs --reason.")
    var again = false

    @Flag(help: "Go on as if nothing had been delivered before, where the last load is lost; needs --reason.")
    var withoutBaseline = false

    @Flag(
        help: "Prepare everything, write cover sheets, and hold: 'exchange release' sends those exact bytes.")
    var review = false

    @Option(help: ArgumentHelp("Why --again or --without-baseline; it is recorded.", valueName: "text"))
    var reason: String?

    @Option(
        help: ArgumentHelp(
            "The time of the schedule this run is for, as 'exchange schedule' names it. Each is run once: where a run "
                + "has taken it, nothing happens and the exit code is 3.", valueName: "slot"))
    var slot: String?

    @OptionGroup var selection: SelectionOptions

    @Flag(help: "List who is new, changed, cleared and gone, by identifier, after the report.")
    var ids = false

    @Flag(name: .shortAndLong, help: "Print nothing while working; the report only.")
    var quiet = false

    func validate() throws {
        for (flag, name) in [(again, "--again"), (withoutBaseline, "--without-baseline")] where flag {
            if (reason ?? "").isEmpty {
                throw ValidationError("\(name) needs --reason \"…\": it is recorded with the run.")
            }
        }
        if !again && !withoutBaseline && reason != nil {
            throw ValidationError("--reason goes with --again or --without-baseline.")
        }
        try validateSlot()
        if let expected, expected.isEmpty || expected.contains(where: \.isNewline) {
            throw ValidationError("--expected is a few words, as in --expected \"by 04:00\".")
        }
        if ids, json.isOn { throw ValidationError("--ids is a list for people; in JSON, 'changes' names its file.") }
    }

    private func validateSlot() throws {
        guard let slot else { return }
        if !Slot.isID(slot) {
            throw ValidationError("--slot is a local time as 2026-11-22T02:30, or a moment as 2026-11-22T08:35:00Z.")
        }
        if dryRun || again || withoutBaseline || selection.limit != nil || selection.only != nil || target.target != nil
        {
            throw ValidationError(
                "--slot is for whole, real runs: without --dry-run, --again, --without-baseline, --limit, --only, --target."
            )
        }
    }

    @OptionGroup var supervision: SupervisionOptions

    func run() throws {
        supervision.limit()
        let (folder, configuration) = try root.configuration()
        let profile = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
            try supervision.reading(target.aimed(self.profile), configuration, folder)
        }
        supervision.limit(profile.plan.bounds)
        let report: RunReport
        do { report = try carryOut(profile, folder, configuration) } catch let fault as Fault {
            supervision.tell(RunVerdict(fault))
            throw fault
        }
        supervision.tell(RunVerdict(report))
        if !supervision.supervised {
            try show(report, profile, folder, isForeign: configuration.isForeign(report.institution))
        }
        if !dryRun {
            NoticeDesk(folder: folder, configuration: configuration, institution: profile.institution)
                .tellAfterwards(of: profile, quiet: quiet || json.isOn || supervision.supervised)
        }
        throw Ending(end: End(rawValue: report.exit) ?? .internalError)
    }

    private func show(
        _ report: RunReport, _ profile: Profile, _ folder: RootFolder, isForeign: Bool
    ) throws {
        ReportPrinter.print(report, json: json.isOn, isForeign: isForeign)
        if ids, report.changes != nil {
            try ChangesPrinter(report, naming: try folder.naming(of: profile.institution)).print()
        }
    }

    private func wishes(_ profile: Profile, _ desk: Desk, _ zone: TimeZoneData) throws(Fault) -> RunWishes {
        let moment = try asOf.map { text throws(Fault) in try TimeText.moment(text, in: zone) }
        let selection = try selection.selection()
        var expected = expected
        if expected == nil, !dryRun, !again, selection == nil {
            expected = try ExpectedArrival.overdue(profile, desk.ledger, zone, now: moment ?? WallClock.now())
        }
        return RunWishes(
            origin: slot == nil ? "by hand" : "schedule", slot: slot, asOf: moment, dryRun: dryRun,
            again: again ? reason : nil, withoutBaseline: withoutBaseline ? reason : nil, selection: selection,
            expected: expected, records: ExpectedArrival.records(profile, zone, now: moment ?? WallClock.now()),
            lastEnd: supervision.lastEnd, review: review)
    }

    private func carryOut(
        _ profile: Profile, _ folder: RootFolder, _ configuration: Configuration
    ) throws -> RunReport {
        let zone = try TimeZoneFile.zone(named: profile.plan.zone)
        let real = try Desk(profile.institution, folder)
        let lock = try real.workspace.lock(profile.name.profile)
        defer { withExtendedLifetime(lock) {} }
        defer { real.ledger.close() }
        let wishes = try wishes(profile, real, zone)
        try leaveTaken(profile, real)
        let desk = dryRun ? try dry(profile, folder, real.workspace) : real
        defer { desk.ledger.close() }
        let quiet = quiet || json.isOn || supervision.supervised
        let line = ProgressLine(quiet: quiet)
        let signs = supervision.signs
        let around = Surroundings(
            now: WallClock.now, sleep: WallClock.sleep, abort: Interruption.listen { signs?.show() },
            owner: ProcessIdentity.current,
            progress: { step, progress in
                line.show(step, progress)
                signs?.show()
            },
            say: { text in
                line.clear()
                if !quiet { Terminal.complain("exchange: \(shown(text))") }
            }, naming: try folder.naming(of: profile.institution))
        let conductor = Conductor(
            profile.plan, ledger: desk.ledger, workspace: desk.workspace,
            memory: Memory(ledger: real.ledger, workspace: real.workspace), zone: zone, around: around)
        defer { line.clear() }
        let report = try conductor.carryOut(wishes)
        line.clear()
        let aftermath = Aftermath(folder: folder, configuration: configuration, institution: profile.institution)
        aftermath.follow(report, real)
        guard let slot, report.slot != slot, report.end != RunReport.open else { return report }
        // That was an older run, which is over now; the slot's own turn has come.
        if !quiet { Terminal.complain("exchange: run \(report.run) is finished (\(report.end)); now for \(slot)") }
        let own = try conductor.carryOut(wishes)
        line.clear()
        aftermath.follow(own, real)
        return own
    }

    /// A slot that a run has taken is over.
    private func leaveTaken(_ profile: Profile, _ desk: Desk) throws {
        guard let slot, let run = try desk.ledger.taker(of: slot, profile.name.profile), let end = run.end else {
            return
        }
        if !quiet {
            let words =
                "\(slot) of \(profile.name.profile) was taken by run \(run.id) (\(end.title)); nothing is to be done."
            Terminal.complain("exchange: \(words)")
        }
        if json.isOn, let report = try StoredReports(desk.workspace).report(of: run.id) {
            ReportPrinter.print(report, json: true, isForeign: false)
        }
        throw Ending(end: .nothingToDo)
    }

    /// A dry run works at a desk of its own, cleared before each: the real ledger is read and keeps no trace.
    private func dry(_ profile: Profile, _ folder: RootFolder, _ state: Workspace) throws(Fault) -> Desk {
        let place = "dry-run/\(profile.name.profile)"
        try state.clear(place)
        return try Desk(profile.institution, folder, below: place)
    }
}
