import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Machine
import Setup

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Each profile's last run, and whether somebody must act.",
        discussion: """
            Exit code 0 when nothing needs a person, 2 when something does: made for monitoring. So do notices that reached \
            nobody.

              exchange status
              exchange status sis-import@sandbox
              exchange status --json
            """)

    @Argument(help: "Only this profile.")
    var profile: String?
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    private struct Line: Encodable {
        let profile: String
        let attention: Bool
        let last: RunLine?
        /// What is wrong with the profile itself, if so: it cannot run.
        let trouble: String?
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        let name = try institution.name(configuration)
        var lines: [Line] = []
        try institution.insist(on: profile, configuration)
        for profile in names(of: name, configuration) where self.profile.map({ $0 == profile.profile }) ?? true {
            let last = try desk.ledger.runs(of: profile.profile, limit: 1).first
            let end = try last.flatMap { try HeldRuns(desk.ledger, desk.workspace).title(of: $0) }
            lines.append(line(profile.profile, last, end, trouble: trouble(profile, configuration)))
        }
        let unsent = try NoticeTroubles(desk.ledger, now: WallClock.now()).sentence
        show(lines)
        if let unsent, !json.isOn { print(unsent) }
        if lines.contains(where: \.attention) || unsent != nil { throw Ending(end: .held) }
    }

    /// Each profile, and behind it what it is aimed at otherwise.
    private func names(of institution: String, _ configuration: Configuration) -> [ProfileName] {
        configuration.profileNames.filter { $0.institution == institution }.flatMap { name in
            [name] + configuration.targets(of: name).map(name.aimed)
        }
    }

    private func line(_ profile: String, _ row: RunRow?, _ end: String?, trouble: String?) -> Line {
        let calm: [End] = [.done, .doneWithRejects, .nothingToDo]
        // What was held and then overtaken needs nobody any more.
        let isCalm = row.map { row in row.end.map { calm.contains($0) || $0.title != end } ?? false } ?? true
        return Line(
            profile: profile, attention: !isCalm || trouble != nil, last: row.map { RunLine($0, end: end) },
            trouble: trouble)
    }

    /// Why the profile could not even start.
    private func trouble(_ name: ProfileName, _ configuration: Configuration) -> String? {
        do throws(SetupFailure) {
            _ = try configuration.profile(name.description)
            return nil
        } catch {
            guard case .complaints(let complaints) = error else { return error.fault.message }
            return "\(counted(complaints.all.count, "complaint")): exchange profiles check \(name.profile)"
        }
    }

    private func show(_ lines: [Line]) {
        if json.isOn { return Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        var table = TextTable(["", "PROFILE", "LAST RUN", "CLOCK", "END", "WHAT HAPPENED"])
        for line in lines {
            let mark = line.attention ? "!" : ""
            let end = line.trouble == nil ? line.last?.end ?? "" : End.configuration.title
            let words = line.trouble ?? line.last?.summary ?? ""
            table.add([mark, line.profile, line.last?.run ?? "never", line.last?.clock ?? "", end, words])
        }
        table.print()
    }
}
