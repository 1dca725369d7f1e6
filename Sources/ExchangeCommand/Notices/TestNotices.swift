import ArgumentParser
import Engine
import Exchange
import Ledger
import Machine
import Setup

struct TestNotices: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Send a test notice through one channel, now.",
        discussion: """
            It says that it is a test and who sent it. It is tried once, and stands in no list.

              exchange notices test library
              exchange notices test oncall --profile sis-import
            """)

    @Argument(help: "The channel, as 'notify' names it.")
    var channel: String
    @Option(help: "The profile whose own channel it is; the institution's channels where left out.")
    var profile: String?
    @OptionGroup var institution: InstitutionOptions

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let name = try institution.name(configuration)
        let home = configuration.institutions.first { $0.name == name } ?? configuration.defaultInstitution
        var plan = configuration.notices(of: home)
        if let profile {
            plan = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
                try configuration.profile("\(name)/\(profile)").plan.notices
            }
        }
        let found = try channel(plan)
        print("\(channel): \(shown(found.address))")
        let zone = try TimeZoneFile.zone(named: home.zone)
        let notice = NoticeTrial.notice(
            channel, name, profile: profile ?? "", person: Person.name, at: zone.civil(WallClock.now()), zone: home.zone
        )
        let visit = Visit(
            abort: Interruption.listen(), isAttended: true, now: WallClock.now, sleep: WallClock.sleep)
        print("sent: \(shown(try found.send(notice, visit)))")
    }

    private func channel(_ plan: NoticePlan) throws(Fault) -> any NoticeChannel {
        if let found = plan.channel(channel) { return found }
        let names = plan.channels.map(\.name)
        let hint = nearest(channel, among: names).map { " Did you mean '\($0)'?" } ?? ""
        throw Fault(
            .noticeChannel, .stop, "There is no channel '\(channel)' here.\(hint)",
            remedy: names.isEmpty
                ? "Write one under 'notify' in institutions.yaml, or name the profile that has it: --profile."
                : "Known are: \(names.joined(separator: ", ")). A profile's own are tried with --profile.")
    }
}
