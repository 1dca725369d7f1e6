import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Setup

struct SettleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settle",
        abstract: "Say what became of a delivery that is in doubt.",
        usage: "exchange settle <delivery> [--delivered | --not-delivered] [--reason <text>] [<options>]",
        discussion: """
            In doubt is a file that was about to be renamed to its final name when the run stopped, and of which the \
            receiver now shows neither name: taken, or swept away. Nobody can see which; ask whoever should have it. \
            Without a decision, the command shows what is known and changes nothing.

              exchange settle 26-0412/1
              exchange settle 26-0412/1 --delivered --reason "the library has it, asked Ms Example"
              exchange settle 26-0412/1 --not-delivered --reason "never arrived, their sweep removed it"

            --delivered ends the delivery, and the run goes on: what it fetched is let go of at the source. \
            --not-delivered sends the same file anew, in the same run; only where the receiver shows that nobody can \
            publish the one sent before. Who decided and why stands in the ledger and in the report.

            Exit codes are those of 'exchange run'; 64 where there is nothing to decide, 2 without a decision.
            """)

    @Argument(help: "The delivery: run and number as in 26-0412/1, or its final name.")
    var delivery: String
    @Flag(help: "The receiver has it.")
    var delivered = false
    @Flag(help: "The receiver never got it: send it anew.")
    var notDelivered = false
    @Option(help: ArgumentHelp("How you know; it is recorded.", valueName: "text"))
    var reason: String?
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption
    @Flag(name: .shortAndLong, help: "Print nothing while working; the report only.")
    var quiet = false

    func validate() throws {
        if delivered, notDelivered { throw ValidationError("--delivered or --not-delivered, not both.") }
        guard let reason else {
            if delivered || notDelivered { throw ValidationError("A decision needs --reason \"…\": it is recorded.") }
            if json.isOn { throw ValidationError("--json goes with a decision.") }
            return
        }
        if !delivered, !notDelivered { throw ValidationError("--reason goes with --delivered or --not-delivered.") }
        try ReasonText.check(reason)
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let row = try found(folder, configuration)
        let errand = try PersonsErrand(row.profile, name, folder, configuration, quiet: quiet || json.isOn)
        guard let reason else {
            ReportPrinter.put(
                try errand.conduct { conductor, _ throws(Fault) in try conductor.evidence(about: row) }, verdict: .red)
            throw Ending(end: .held)
        }
        let order = SettleOrder(
            row, delivered ? .delivered : .notDelivered, reason: reason, person: Person.name)
        let report = try errand.carryOut { conductor throws(Fault) in try conductor.settle(order, show: show) }
        ReportPrinter.print(report, json: json.isOn, isForeign: configuration.isForeign(report.institution))
        errand.tellAfterwards()
        throw Ending(end: End(rawValue: report.exit) ?? .internalError)
    }

    private func found(_ folder: RootFolder, _ configuration: Configuration) throws(Fault) -> DeliveryRow {
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        return try NamedDeliveries(desk.ledger).doubted(delivery)
    }

    private func show(_ lines: [ReportLine]) {
        if quiet || json.isOn { return }
        ReportPrinter.put(lines, verdict: .red)
        Terminal.put("\n", on: STDOUT_FILENO)
    }
}
