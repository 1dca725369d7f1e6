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

    /// Where the connection is not whole, its complaints go to standard error, and the command ends.
    /// `isAttended`: a person waits for an answer, so nothing is tried twice.
    init(_ name: String, _ folder: RootFolder, _ configuration: Configuration, isAttended: Bool = false) throws {
        let found = try SetupPrinter.insist(folder) { () throws(SetupFailure) in try configuration.connection(name) }
        try self.init(found, folder, configuration, isAttended: isAttended)
    }

    /// Where one of several connections is not whole, the others are none the worse for it. Attended.
    static func opening(
        _ name: String, _ folder: RootFolder, _ configuration: Configuration
    ) throws -> Result<ConnectionDesk, Complaints> {
        do throws(SetupFailure) {
            let found = try configuration.connection(name)
            return .success(try ConnectionDesk(found, folder, configuration, isAttended: true))
        } catch {
            guard case .complaints(let complaints) = error else { throw error.fault }
            return .failure(complaints)
        }
    }

    private init(
        _ found: (Institution, ConnectionSetup), _ folder: RootFolder, _ configuration: Configuration,
        isAttended: Bool
    ) throws(SetupFailure) {
        do throws(Fault) { try self.init(whole: found, folder, configuration, isAttended: isAttended) } catch {
            throw .fault(error)
        }
    }

    private init(
        whole found: (Institution, ConnectionSetup), _ folder: RootFolder, _ configuration: Configuration,
        isAttended: Bool
    ) throws(Fault) {
        (institution, setup) = found
        let isOwn = institution.name == configuration.defaultInstitution.name
        shownName = isOwn ? setup.name : "\(institution.name)/\(setup.name)"
        zone = try TimeZoneFile.zone(named: institution.zone)
        abort = Interruption.listen()
        visits = Visits(
            try Workspace(folder.state(of: institution.name)), abort: abort, now: WallClock.now,
            sleep: WallClock.sleep, isAttended: isAttended, say: { Terminal.complain("exchange: \(shown($0))") })
    }

    var today: CivilDate { zone.civil(WallClock.now()).date }

    func connect() throws(Fault) -> any Session { try setup.transport.connect(visits.visit(setup.name)) }

    /// A conversation that nobody can stop, for clearing up.
    func connectUrgently() throws(Fault) -> any Session {
        try setup.transport.connect(visits.visit(setup.name, isUrgent: true))
    }
}
