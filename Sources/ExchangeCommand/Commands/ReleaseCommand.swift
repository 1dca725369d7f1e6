import ArgumentParser
import Engine
import Exchange
import Ledger
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

    func validate() throws { try ReasonText.check(reason) }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let errand = try PersonsErrand(
            try profile(folder, configuration), name, folder, configuration, quiet: quiet || json.isOn)
        let order = ReleaseOrder(run: id, reason: reason, person: Person.name)
        let report = try errand.carryOut { conductor throws(Fault) in try conductor.release(order) }
        ReportPrinter.print(report, json: json.isOn, isForeign: configuration.isForeign(report.institution))
        errand.tellAfterwards()
        throw Ending(end: End(rawValue: report.exit) ?? .internalError)
    }

    /// Whose run it was.
    private func profile(_ folder: RootFolder, _ configuration: Configuration) throws(Fault) -> String {
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        guard let row = try desk.ledger.run(id) else {
            throw Fault(.commandRun, .stop, "There is no run '\(id)' here.")
        }
        return row.profile
    }
}
