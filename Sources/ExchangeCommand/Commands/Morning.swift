import Engine
import Exchange
import Ledger
import Machine
import Setup

/// Makes the morning page of one institution or of all.
struct Morning {
    private let folder: RootFolder
    private let configuration: Configuration
    /// Only this profile; all where nil.
    private let profile: String?

    init(_ folder: RootFolder, _ configuration: Configuration, profile: String?) {
        self.folder = folder
        self.configuration = configuration
        self.profile = profile
    }

    /// `institution` is nil for all of them. Times are in its zone, or in the default institution's.
    func page(of institution: String?, since: String, asOf: String?) throws(Fault) -> MorningPage {
        let all = configuration.institutions.filter { institution == nil || $0.name == institution }
        let home = institution == nil ? configuration.defaultInstitution : all.first
        let zone = try TimeZoneFile.zone(named: home?.zone ?? configuration.defaultInstitution.zone)
        var now = WallClock.now()
        if let asOf { now = try TimeText.moment(asOf, in: zone) }
        let start = try TimeText.since(since, now: now, in: zone)
        var entries: [MorningEntry] = []
        var unsent: [String] = []
        for one in all {
            let desk = try Desk(one, folder)
            defer { desk.ledger.close() }
            entries += try self.entries(of: one, desk, from: start, to: now)
            let sentence = try NoticeTroubles(desk.ledger, now: now).sentence
            unsent += sentence.map { [all.count > 1 ? "\(one.name): \($0)" : $0] } ?? []
        }
        return MorningPage(clock: zone.civil(now), since: zone.civil(start), entries, unsent: unsent)
    }

    private func entries(
        of institution: Institution, _ desk: Desk, from start: Moment, to now: Moment
    ) throws(Fault) -> [MorningEntry] {
        let name = institution.name
        let profiles = configuration.profileNames.filter { $0.institution == name }.map(\.profile)
        var late: [String: String] = [:]
        for profile in profiles {
            let whole = ProfileName(institution: name, profile: profile)
            late[profile] = try ExpectedArrival.late(whole, configuration, desk.ledger, now: now)
        }
        let found = try MorningPage.entries(
            of: name, profiles: profiles, desk.ledger, desk.workspace, from: start, to: now,
            isForeign: configuration.isForeign(name), late: late)
        return found.filter { profile == nil || $0.profile == profile }
    }
}
