import ArgumentParser
import Engine
import Exchange
import Glibc
import Machine
import Setup

struct ListConnections: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The connections there are, who uses them, and what is weak about them.",
        discussion: """
            Nothing is connected to: this is what the configuration says and what was remembered.

              exchange connections list
              exchange connections list --institution north
            """)

    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    private struct Line: Encodable {
        let name: String
        let scheme: String
        let address: String
        let profiles: [String]
        let hostKey: String
        let weakPoints: [String]
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        guard let chosen = configuration.institutions.first(where: { $0.name == name }) else { return }
        let names = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
            try configuration.connectionNames(of: chosen)
        }
        let uses = ConnectionUses(configuration, of: chosen)
        let lines = try names.map { try line($0, chosen, uses, folder, configuration) }
        if json.isOn { return Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        if lines.isEmpty { return print("There are no connections yet.") }
        var table = TextTable(["CONNECTION", "KIND", "ADDRESS", "USED BY", "HOST KEY", "WEAK POINTS"])
        for line in lines {
            table.add([
                line.name, line.scheme, line.address, words(line.profiles), line.hostKey, words(line.weakPoints),
            ])
        }
        table.print()
        for name in uses.broken {
            print("Left out: the profile \(name), which is not whole (exchange profiles check).")
        }
    }

    private func words(_ list: [String]) -> String { list.isEmpty ? "-" : list.joined(separator: ", ") }

    private func line(
        _ name: String, _ institution: Institution, _ uses: ConnectionUses, _ folder: RootFolder,
        _ configuration: Configuration
    ) throws -> Line {
        let desk = try ConnectionDesk("\(institution.name)/\(name)", folder, configuration)
        return Line(
            name: desk.shownName, scheme: desk.setup.scheme, address: desk.setup.transport.address,
            profiles: uses.profiles(of: name), hostKey: try hostKey(desk), weakPoints: WeakPoints.words(of: desk.setup))
    }

    private func hostKey(_ desk: ConnectionDesk) throws(Fault) -> String {
        guard let place = desk.setup.transport as? any KeyShowing else { return "-" }
        if let rule = place.keyRule { return rule }
        guard let last = try place.recallKeys(desk.visits.shelf(of: desk.setup.name)).last(where: { !$0.isRevoked })
        else {
            return "none trusted yet"
        }
        return "trusted by \(last.person) on \(desk.zone.civil(last.moment).date)"
    }
}
