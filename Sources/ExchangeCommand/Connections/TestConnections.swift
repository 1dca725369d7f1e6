import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine
import Setup

struct TestConnections: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Do the connections work as the profiles need them?",
        discussion: """
            Connects, logs in, and looks into the folders profiles pick up from. Where profiles deliver to, a tiny file of \
            ours is written under a temporary name, renamed, read back and removed. No file of anybody else is touched.

              exchange connections test                        all of them, a line each
              exchange connections test alma                   one, step by step
              exchange connections test campus --write inbox   also try to write there

            Exit codes: 0 all is well, 6 a place could not be reached or refused something, 7 configuration.
            """)

    @Argument(help: "The connection, or institution/connection; all of the default institution's if left out.")
    var name: String?
    @Option(help: ArgumentHelp("Try to write in this folder, too.", valueName: "folder"))
    var write: String?
    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
        if write != nil, name == nil { throw ValidationError("--write goes with the name of one connection.") }
    }

    func run() throws {
        let (folder, configuration) = try root.configuration()
        var first: Fault?
        var lines: [TestLine] = []
        for name in try names(folder, configuration) {
            let desk = try ConnectionDesk(name, folder, configuration)
            let uses = ConnectionUses(configuration, of: desk.institution)
            let trial = PlaceTrial(
                desk.setup.name, desk.setup.transport, desk.visits, on: desk.today, now: WallClock.now)
            let showsSteps = self.name != nil && !json.isOn
            let outcome = trial.carryOut(uses.order(for: desk.setup.name, writing: write)) { step in
                if showsSteps { TestPrinter.step(step) }
            }
            if first == nil { first = outcome.fault }
            lines.append(TestLine(desk, outcome))
            if !json.isOn { TestPrinter.put(desk, outcome, showedSteps: showsSteps) }
        }
        if json.isOn { Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        if !json.isOn, lines.isEmpty { print("There are no connections yet.") }
        if let first { throw Ending(end: first.end) }
    }

    private func names(_ folder: RootFolder, _ configuration: Configuration) throws -> [String] {
        if let name { return [name] }
        return try SetupPrinter.insist(folder) { () throws(SetupFailure) in
            try configuration.connectionNames(of: configuration.defaultInstitution)
        }
    }
}

/// What a test came to, for programs.
struct TestLine: Encodable {
    struct Step: Encodable {
        let name: String
        let words: String
        let code: String?
        let message: String?
        let remedy: String?
    }

    let connection: String
    let address: String
    let ok: Bool
    let summary: String
    let steps: [Step]
    let remarks: [String]

    init(_ desk: ConnectionDesk, _ outcome: TrialOutcome) {
        connection = desk.shownName
        address = desk.setup.transport.address
        ok = outcome.fault == nil
        summary = outcome.phrases.joined(separator: ", ")
        steps = outcome.steps.map {
            Step(
                name: $0.name, words: $0.words, code: $0.fault?.code.name, message: $0.fault?.message,
                remedy: $0.fault?.remedy)
        }
        remarks = outcome.remarks
    }
}
