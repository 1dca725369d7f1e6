import ArgumentParser
import Engine
import Exchange
import Ledger
import Machine
import Setup

struct ReleaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Send what a guard held: exactly those bytes, once.",
        discussion: """
            A person's decision: who decided and why stands in the ledger and in the report. Guards are not asked again. \
            A run that was stopped on the way is finished by the same command, or by the next 'exchange run'; nothing is \
            sent twice. What another run has overtaken is not released any more.

              exchange release 26-0412 --reason "the graduates left, asked the registrar"

            Exit codes are those of 'exchange run'; 64 where there is nothing to release.
            """)

    @Argument(help: ArgumentHelp("The held run, as in 26-0412.", valueName: "run"))
    var id: String
    @Option(help: ArgumentHelp("Why it may go out; it is recorded.", valueName: "text"))
    var reason: String
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption
    @Flag(name: .shortAndLong, help: "Print nothing while working; the report only.")
    var quiet = false

    func validate() throws {
        let isWritten = reason.contains { !$0.isWhitespace }
        let isPlain = reason.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isWritten, isPlain, reason.count <= 500 else {
            throw ValidationError("--reason is one line of text, 500 characters at most: it is recorded with the run.")
        }
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let report = try send(profile(folder, configuration, name), folder)
        ReportPrinter.print(report, json: json.isOn)
        throw Ending(end: End(rawValue: report.exit) ?? .internalError)
    }

    /// The profile the run was one of, as it is now.
    private func profile(_ folder: RootFolder, _ configuration: Configuration, _ institution: String) throws -> Profile
    {
        let desk = try Desk(folder.state(of: institution), institution: institution, keyFile: nil)
        defer { desk.ledger.close() }
        guard let row = try desk.ledger.run(id) else {
            throw Fault(.commandRun, .stop, "There is no run '\(id)' here.")
        }
        return try SetupPrinter.insist(folder) { () throws(SetupFailure) in
            try configuration.profile("\(institution)/\(row.profile)")
        }
    }

    private func send(_ profile: Profile, _ folder: RootFolder) throws(Fault) -> RunReport {
        let state = folder.state(of: profile.institution.name)
        let zone = try TimeZoneFile.zone(named: profile.plan.zone)
        let lock = try Workspace(state).lock(profile.plan.profile.profile)
        defer { withExtendedLifetime(lock) {} }
        let desk = try Desk(
            state, institution: profile.institution.name, keyFile: folder.keyFile(of: profile.institution))
        defer { desk.ledger.close() }
        let quiet = quiet || json.isOn
        let line = ProgressLine(quiet: quiet)
        defer { line.clear() }
        let around = Surroundings(
            now: WallClock.now, sleep: WallClock.sleep, abort: Interruption.listen(), owner: ProcessIdentity.current,
            progress: line.show,
            say: { text in
                line.clear()
                if !quiet { Terminal.complain("exchange: \(shown(text))") }
            }, naming: try folder.naming(of: profile.institution))
        return try Conductor(
            profile.plan, ledger: desk.ledger, workspace: desk.workspace, zone: zone, around: around
        ).release(ReleaseOrder(run: id, reason: reason, person: Person.name))
    }
}
