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
        var broken = false
        var lines: [TestLine] = []
        for name in try names(folder, configuration) {
            switch try ConnectionDesk.opening(name, folder, configuration) {
            case .success(let desk):
                let (outcome, showedSteps) = try carryOut(desk, configuration)
                if first == nil { first = outcome.fault }
                lines.append(TestLine(desk, outcome))
                if !json.isOn { TestPrinter.put(desk, outcome, showedSteps: showedSteps) }
            case .failure(let complaints):
                broken = true
                lines.append(TestLine(name, complaints))
                if !json.isOn { TestPrinter.broken(name) }
                fflush(nil)
                SetupPrinter.print(complaints, folder)
            }
        }
        if json.isOn { Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        if !json.isOn, lines.isEmpty { print("There are no connections yet.") }
        if broken { throw Ending(end: .configuration) }
        if let first { throw Ending(end: first.end) }
    }

    private func carryOut(_ desk: ConnectionDesk, _ configuration: Configuration) throws -> (TrialOutcome, Bool) {
        let uses = ConnectionUses(configuration, of: desk.institution)
        let trial = PlaceTrial(desk.setup.name, desk.setup.transport, desk.visits, on: desk.today, now: WallClock.now)
        // Whoever names one has done something about it, here or over there: a login that rests is tried again.
        if name != nil { try PlaceLesson.wakeLogin(desk.visits.shelf(of: desk.setup.name)) }
        let showsSteps = name != nil && !json.isOn
        let outcome = trial.carryOut(uses.order(for: desk.setup.name, writing: write)) { step in
            if showsSteps { TestPrinter.step(step) }
        }
        return (outcome, showsSteps)
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

    /// Of a connection that is not whole.
    init(_ name: String, _ complaints: Complaints) {
        connection = name
        address = ""
        ok = false
        summary = "not whole"
        steps = complaints.all.map {
            Step(name: "configuration", words: "", code: nil, message: "\($0.mark): \($0.message)", remedy: nil)
        }
        remarks = []
    }

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
