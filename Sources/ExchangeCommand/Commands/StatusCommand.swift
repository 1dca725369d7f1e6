import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Setup

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Each profile's last run, and whether somebody must act.",
        discussion: """
            Exit code 0 when nothing needs a person, 2 when something does: made for monitoring.

              exchange status
              exchange status --json
            """)

    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    private struct Line: Encodable {
        let profile: String
        let attention: Bool
        let last: RunLine?
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        let name = try institution.name(configuration)
        var lines: [Line] = []
        for profile in configuration.profileNames where profile.institution == name {
            lines.append(line(profile.profile, try desk.ledger.runs(of: profile.profile, limit: 1).first))
        }
        show(lines)
        if lines.contains(where: \.attention) { throw Ending(end: .held) }
    }

    private func line(_ profile: String, _ row: RunRow?) -> Line {
        guard let row else { return Line(profile: profile, attention: false, last: nil) }
        let calm: [End] = [.done, .doneWithRejects, .nothingToDo]
        return Line(profile: profile, attention: !(row.end.map(calm.contains) ?? false), last: RunLine(row))
    }

    private func show(_ lines: [Line]) {
        if json.isOn { return Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        var table = TextTable(["", "PROFILE", "LAST RUN", "CLOCK", "END", "WHAT HAPPENED"])
        for line in lines {
            guard let last = line.last else {
                table.add(["", line.profile, "never", "", "", ""])
                continue
            }
            table.add([line.attention ? "!" : "", line.profile, last.run, last.clock, last.end, last.summary])
        }
        table.print()
    }
}
