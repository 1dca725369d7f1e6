import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine
import Setup

struct ProbeConnection: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "probe", abstract: "What can the server do? Learns it by doing, and remembers it.",
        discussion: """
            Writes small files of ours (.x-probe-…) into a folder, renames, replaces and lists them, and removes them all. \
            What it learns is remembered: later runs say in their reports when the server is not what it was.

            The folder is one that a profile delivers to, or the one after --folder.

              exchange connections probe alma
              exchange connections probe campus --folder inbox --json
            """)

    @Argument(help: "The connection, or institution/connection.")
    var name: String
    @Option(help: ArgumentHelp("The folder to do it in.", valueName: "folder"))
    var folder: String?
    @OptionGroup var root: RootOptions
    @OptionGroup var json: JSONOption

    private struct Line: Encodable {
        let fact: String
        let now: String
        let before: String?
        let since: String?
    }

    private struct Document: Encodable {
        let connection: String
        let folder: String
        let facts: [Line]
        let advice: [String]
        let left: [String]
    }

    func run() throws {
        let (root, configuration) = try root.configuration()
        let desk = try ConnectionDesk(name, root, configuration, isAttended: true)
        let folder = try chosen(desk, configuration)
        let probe = PlaceProbe(desk.setup.name, desk.setup.transport, desk.visits, now: WallClock.now)
        let found = try probe.carryOut(in: folder)
        let drift = Drift(desk.visits.shelf(of: desk.setup.name), of: desk.setup.name)
        let changes = try drift.compare(found.facts, on: desk.today)
        let lines = found.facts.map { fact in
            let change = changes.first { $0.name == fact.name }
            return Line(fact: fact.name, now: fact.value, before: change?.before, since: change?.since)
        }
        let document = Document(
            connection: desk.shownName, folder: folder, facts: lines, advice: ProbeAdvice.lines(found.facts),
            left: found.left)
        if json.isOn {
            Terminal.put(Engine.json(document), on: STDOUT_FILENO)
        } else {
            show(document, found.remarks)
        }
        if !found.left.isEmpty { throw Ending(end: .transport) }
    }

    private func chosen(_ desk: ConnectionDesk, _ configuration: Configuration) throws(Fault) -> String {
        if let folder { return folder }
        let uses = ConnectionUses(configuration, of: desk.institution)
        if let first = uses.order(for: desk.setup.name, writing: nil).writings.first { return first }
        throw Fault(
            .connectionsFolder, .stop,
            "No profile delivers to '\(desk.shownName)', so no folder there is known to be ours.")
    }

    private func show(_ document: Document, _ remarks: [String]) {
        var table = TextTable(["FACT", "NOW"])
        for line in document.facts {
            table.add([line.fact, line.now])
            if let before = line.before { table.add(["  before", "\(before) (\(line.since ?? ""))"]) }
        }
        table.print()
        let sayings = document.advice + remarks
        if !sayings.isEmpty { print("") }
        for line in sayings { print("- \(shown(line))") }
        if document.left.isEmpty { return }
        let names = shown(document.left.joined(separator: ", "))
        Terminal.complain("exchange: files of ours could not be removed there, remove them by hand: \(names)")
    }
}
