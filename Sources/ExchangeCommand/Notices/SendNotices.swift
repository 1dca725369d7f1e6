import ArgumentParser
import Engine
import Exchange
import Glibc
import Setup

struct SendNotices: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Send what waits to be sent, due or not.",
        discussion: """
            Nothing is sent twice but where a process was ended in the very moment between sending a notice and noting it; \
            the second one has the same id. Exit code 6 where something still could not be sent.

              exchange notices send
            """)

    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption
    @Flag(name: .shortAndLong, help: "Say nothing of what cannot be sent.")
    var quiet = false

    /// By hand, somebody has time.
    private static let budgetMilliseconds = 300_000

    private struct Answer: Encodable {
        let sent: Int
        let waiting: Int
        let givenUp: Int
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let home = configuration.institutions.first { $0.name == name } ?? configuration.defaultInstitution
        let desk = NoticeDesk(folder: folder, configuration: configuration, institution: home)
        let tally = try desk.send(all: true, budget: SendNotices.budgetMilliseconds, quiet: quiet)
        if json.isOn {
            let answer = Answer(sent: tally.sent, waiting: tally.waiting, givenUp: tally.givenUp)
            Terminal.put(Engine.json(answer), on: STDOUT_FILENO)
        } else {
            let rest = tally.waiting + tally.givenUp == 0 ? "" : ", \(tally.waiting) wait, \(tally.givenUp) given up"
            print("\(counted(tally.sent, "notice")) sent\(rest).")
        }
        if tally.waiting + tally.givenUp > 0 { throw Ending(end: .transport) }
    }
}
