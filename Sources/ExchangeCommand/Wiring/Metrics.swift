import Engine
import Exchange
import Ledger
import Machine
import Setup

/// The standing of an institution's profiles, as metrics.
struct Metrics {
    private let configuration: Configuration
    /// How long a process waits for another that writes the same file.
    private static let patience = 5.0

    init(_ configuration: Configuration) { self.configuration = configuration }

    /// Every profile, and of its targets those that have run.
    func standings(_ institution: Institution, _ desk: Desk) throws(Fault) -> [ProfileStanding] {
        var standings: [ProfileStanding] = []
        for name in configuration.profileNames where name.institution == institution.name {
            let aimed = configuration.targets(of: name).map { name.aimed(at: $0) }
            for one in [name] + aimed {
                let standing = try ProfileStanding(
                    one.profile, of: institution.name, desk.ledger, desk.workspace,
                    late: try ExpectedArrival.late(one, configuration, desk.ledger, now: WallClock.now()))
                if one == name || standing.last != nil { standings.append(standing) }
            }
        }
        return standings
    }

    /// Read and written under a lock: of two runs that end together the later one has the last word.
    func write(_ institution: Institution, _ desk: Desk, to path: String) throws(Fault) {
        let lock = try lock(desk.workspace)
        defer { withExtendedLifetime(lock) {} }
        try OwnFile.write(MetricsText(try standings(institution, desk)).text, to: path, isForEverybody: true)
    }

    private func lock(_ workspace: Workspace) throws(Fault) -> ExclusiveLock {
        let end = WallClock.steady() + Metrics.patience
        while true {
            // No profile's name has a dot.
            do { return try workspace.lock("metrics.file") } catch {
                guard error.code == .machineLocked, WallClock.steady() < end else { throw error }
            }
            WallClock.sleep(milliseconds: 50)
        }
    }
}
