import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Machine
import Setup

struct LookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "look", abstract: "Whether the receivers have taken what was delivered.",
        discussion: """
            Looks at the receiver of each profile that says 'taken_within' under 'to', or of the one named. A file that \
            still stands there under its final name after that time, and has no mark of the receiver's ('.handled'), is \
            not taken. Every run looks as well; this is for the hours between. Nothing there is changed.

              exchange look
              exchange look sis-import

            Exit codes: 0 all is taken, 1 something is not, 6 a receiver could not be looked at.
            """)

    @Argument(help: "Only this profile.", completion: .custom { _, _, _ in ProfileNames.all() })
    var profile: String?
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    private struct Line: Encodable {
        let profile: String
        let clock: String?
        /// What still stands there.
        let untaken: [UntakenBook.File]
        /// Why nothing could be seen.
        let trouble: String?
    }

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let own = try institution.name(configuration)
        try institution.insist(on: profile, configuration)
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        var lines: [Line] = []
        let names = profile.map { [$0] } ?? configuration.profileNames.filter { $0.institution == own }.map(\.profile)
        for name in names {
            let profile = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
                try configuration.profile("\(own)/\(name)")
            }
            if self.profile != nil || profile.plan.delivery.takenWithinSeconds != nil {
                lines.append(look(profile, desk))
            }
        }
        show(lines)
        if lines.contains(where: { $0.trouble != nil }) { throw Ending(end: .transport) }
        if lines.contains(where: { !$0.untaken.isEmpty }) { throw Ending(end: .doneWithRejects) }
    }

    private func look(_ profile: Profile, _ desk: Desk) -> Line {
        let plan = profile.plan
        let visits = Visits(
            desk.workspace, abort: Interruption.listen(), now: WallClock.now, sleep: WallClock.sleep, isAttended: true,
            say: { Terminal.complain("exchange: \(shown($0))") })
        var opened: (any Session)?
        defer { opened?.close() }
        do throws(Fault) {
            let zone = try TimeZoneFile.zone(named: plan.zone)
            let look = TakingLook(plan, ledger: desk.ledger, workspace: desk.workspace, zone: zone)
            let book = try look.look(at: WallClock.now()) { () throws(Fault) in
                let session = try plan.delivery.transport.connect(try visits.visit(plan.delivery.connection))
                opened = session
                return session
            }
            guard let book else { return Line(profile: profile.name.profile, clock: nil, untaken: [], trouble: nil) }
            return Line(profile: profile.name.profile, clock: book.clock, untaken: book.files, trouble: nil)
        } catch {
            return Line(profile: profile.name.profile, clock: nil, untaken: [], trouble: error.message)
        }
    }

    private func show(_ lines: [Line]) {
        if json.isOn { return Terminal.put(Engine.json(lines), on: STDOUT_FILENO) }
        if lines.isEmpty { return print("No profile says 'taken_within' under 'to'.") }
        for line in lines {
            if let trouble = line.trouble {
                print(shown("\(line.profile)  could not be looked at: \(trouble)"))
            } else if line.clock == nil {
                print(shown("\(line.profile)  does not say 'taken_within' under 'to'"))
            } else if line.untaken.isEmpty {
                print(shown("\(line.profile)  all is taken"))
            }
            for file in line.untaken { print(shown("\(line.profile)  \(file.sentence)")) }
        }
    }
}
