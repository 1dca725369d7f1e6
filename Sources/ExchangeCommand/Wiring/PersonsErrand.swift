import ArgumentParser
import Engine
import Exchange
import Ledger
import Machine
import Setup

/// What a person does to one run that is there already: with the profile as it is now, under the profile's lock.
struct PersonsErrand {
    let profile: Profile
    let folder: RootFolder
    let configuration: Configuration
    let quiet: Bool

    /// `name`: the run's profile, in the institution that the command is about.
    init(
        _ name: String, _ institution: String, _ folder: RootFolder, _ configuration: Configuration, quiet: Bool
    ) throws {
        profile = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
            try configuration.profile("\(institution)/\(name)")
        }
        self.folder = folder
        self.configuration = configuration
        self.quiet = quiet
    }

    /// As `conduct`, and then all that follows on a run.
    func carryOut(_ body: (Conductor) throws(Fault) -> RunReport) throws(Fault) -> RunReport {
        try conduct { conductor, desk throws(Fault) in
            let report = try body(conductor)
            let aftermath = Aftermath(folder: folder, configuration: configuration, institution: profile.institution)
            aftermath.follow(report, desk)
            return report
        }
    }

    func conduct<Answer>(_ body: (Conductor, Desk) throws(Fault) -> Answer) throws(Fault) -> Answer {
        let state = folder.state(of: profile.institution.name)
        let zone = try TimeZoneFile.zone(named: profile.plan.zone)
        let lock = try Workspace(state).lock(profile.plan.profile.profile)
        defer { withExtendedLifetime(lock) {} }
        let desk = try Desk(profile.institution, folder)
        defer { desk.ledger.close() }
        let line = ProgressLine(quiet: quiet)
        defer { line.clear() }
        let around = Surroundings(
            now: WallClock.now, sleep: WallClock.sleep, abort: Interruption.listen(), owner: ProcessIdentity.current,
            progress: line.show,
            say: { text in
                line.clear()
                if !quiet { Terminal.complain("exchange: \(shown(text))") }
            }, naming: try folder.naming(of: profile.institution))
        return try body(
            Conductor(profile.plan, ledger: desk.ledger, workspace: desk.workspace, zone: zone, around: around), desk)
    }
    /// Sends what there is to tell of it, once the lock is gone.
    func tellAfterwards() {
        NoticeDesk(folder: folder, configuration: configuration, institution: profile.institution)
            .tellAfterwards(of: profile, quiet: quiet)
    }
}
