import Engine
import Exchange
import Machine
import Setup

/// One connection, found whole, with what conversations with it need.
struct ConnectionDesk {
    let setup: ConnectionSetup
    let institution: Institution
    /// As people type it: without its institution where that is the default one.
    let shownName: String
    let visits: Visits
    let zone: TimeZoneData
    let abort: Abort

    init(_ name: String, _ folder: RootFolder, _ configuration: Configuration) throws {
        (institution, setup) = try SetupPrinter.insist(folder) { () throws(SetupFailure) in
            try configuration.connection(name)
        }
        let isOwn = institution.name == configuration.defaultInstitution.name
        shownName = isOwn ? setup.name : "\(institution.name)/\(setup.name)"
        zone = try TimeZoneFile.zone(named: institution.zone)
        abort = Interruption.listen()
        visits = Visits(
            try Workspace(folder.state(of: institution.name)), abort: abort, now: WallClock.now,
            sleep: WallClock.sleep, say: { Terminal.complain("exchange: \(shown($0))") })
    }

    var today: CivilDate { zone.civil(WallClock.now()).date }

    func connect() throws(Fault) -> any Session { try setup.transport.connect(visits.visit(setup.name)) }

    /// A conversation that nobody can stop, for clearing up.
    func connectUrgently() throws(Fault) -> any Session {
        try setup.transport.connect(visits.visit(setup.name, isUrgent: true))
    }
}
