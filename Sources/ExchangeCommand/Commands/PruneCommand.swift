import ArgumentParser
import Engine
import Exchange
import Glibc
import Ledger
import Machine
import Setup

struct PruneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Remove what is older than the institution's retention.",
        discussion: """
            Every run does this for its own profile when it ends; this does it for all of them, and for profiles that \
            run no more. How long what is kept stands in institutions.yaml under 'retention'. What an open run needs \
            stays, and a profile that is running just now is left for the next time.

              exchange prune --dry-run
              exchange prune
            """)

    @Flag(help: "Say what would be removed, and remove nothing.")
    var dryRun = false
    @OptionGroup var institution: InstitutionOptions
    @OptionGroup var json: JSONOption

    func run() throws {
        let (folder, configuration) = try institution.root.configuration()
        let desk = try institution.desk(folder, configuration)
        defer { desk.ledger.close() }
        let retention = try institution.chosen(configuration).retention
        let locks = ProfileLocks(desk.workspace)
        var pruner = Pruner(
            desk.ledger, desk.workspace, retention, now: WallClock.now(), dryRun: dryRun, mayTouch: locks.hold)
        let pruning = try pruner.all()
        withExtendedLifetime(locks) {}
        let filed = try prune(try institution.chosen(configuration), folder)
        if json.isOn { return Terminal.put(Engine.json(pruning), on: STDOUT_FILENO) }
        show(pruning, retention)
        if filed > 0 {
            print("Of the filed reports, \(counted(filed, "file")) \(dryRun ? "would go" : "went") as well.")
        }
    }

    /// Reports filed by day are kept as long as the others.
    private func prune(_ institution: Institution, _ folder: RootFolder) throws(Fault) -> Int {
        let zone = try TimeZoneFile.zone(named: institution.zone)
        return try ReportShelf(folder.reports(of: institution)).prune(
            today: zone.civil(WallClock.now()).date, keeping: institution.retention.reports, dryRun: dryRun)
    }

    private func show(_ pruning: Pruning, _ retention: Retention) {
        var table = TextTable(["CLASS", "KEPT FOR", "KEPT", dryRun ? "WOULD REMOVE" : "REMOVED", "OLDEST LEFT"])
        for line in pruning.lines {
            table.add([
                line.class.rawValue, counted(line.class.limit(retention) / Retention.day, "day"), grouped(line.kept),
                grouped(line.removed), line.oldest ?? "",
            ])
        }
        table.print()
        if pruning.busy.isEmpty { return }
        print("Left for the next time, because they are running: \(pruning.busy.joined(separator: ", ")).")
    }
}

/// The locks of profiles, taken when first asked for and held until this goes.
final class ProfileLocks {
    private let workspace: Workspace
    private var locks: [String: ExclusiveLock?] = [:]

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// Whether the profile is ours to touch.
    func hold(_ profile: String) -> Bool {
        if let known = locks[profile] { return known != nil }
        do throws(Fault) { locks[profile] = .some(try workspace.lock(profile)) } catch {
            locks[profile] = .some(nil)
            return false
        }
        return true
    }
}
