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
            Nothing is connected to: this is what the configuration says and what was remembered. A connection that is not \
            whole is shown with what is wrong about it.

              exchange connections list
              exchange connections list --institution north

            Exit codes: 0 all are whole, 7 one is not.
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
        /// What is wrong with it; empty where it is whole.
        let complaints: [String]
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        guard let chosen = configuration.institutions.first(where: { $0.name == name }) else { return }
        let names = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
            try configuration.connectionNames(of: chosen)
        }
        let uses = ConnectionUses(configuration, of: chosen)
        var broken = Complaints([])
        let lines = try names.map { name in
            switch try ConnectionDesk.opening("\(chosen.name)/\(name)", folder, configuration) {
            case .success(let desk): return try line(desk, uses)
            case .failure(let complaints):
                broken.all += complaints.all
                let isOwn = chosen.name == configuration.defaultInstitution.name
                return Line(
                    name: isOwn ? name : "\(chosen.name)/\(name)", scheme: "-", address: "not whole, see below",
                    profiles: uses.profiles(of: name), hostKey: "-", weakPoints: [],
                    complaints: complaints.all.map { "\($0.mark): \($0.message)" })
            }
        }
        if json.isOn { Terminal.put(Engine.json(lines), on: STDOUT_FILENO) } else { show(lines, uses) }
        if broken.isEmpty { return }
        fflush(nil)
        SetupPrinter.print(broken, folder)
        throw Ending(end: .configuration)
    }

    private func show(_ lines: [Line], _ uses: ConnectionUses) {
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

    private func line(_ desk: ConnectionDesk, _ uses: ConnectionUses) throws -> Line {
        Line(
            name: desk.shownName, scheme: desk.setup.scheme, address: desk.setup.transport.address,
            profiles: uses.profiles(of: desk.setup.name), hostKey: try hostKey(desk),
            weakPoints: WeakPoints.words(of: desk.setup), complaints: [])
    }

    private func hostKey(_ desk: ConnectionDesk) throws(Fault) -> String {
        guard let place = desk.setup.transport as? any KeyShowing else { return "-" }
        if let rule = place.keyRule { return rule }
        let keys = try place.recallKeys(desk.visits.shelf(of: desk.setup.name))
        if let last = keys.last(where: { !$0.isRevoked }) { return words("trusted", last, desk) }
        return keys.last.map { words("revoked", $0, desk) } ?? "none trusted yet"
    }

    private func words(_ verb: String, _ key: TrustedHostKey, _ desk: ConnectionDesk) -> String {
        "\(verb) by \(key.person) on \(desk.zone.civil(key.moment).date)"
    }
}
