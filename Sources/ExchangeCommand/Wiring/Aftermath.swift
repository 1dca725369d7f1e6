import Engine
import Exchange
import Ledger
import Machine
import Setup

/// What is done once a run has been reported, by whichever command carried it out: its report is filed by day, and the
/// institution's metrics are written. The run is over by then, and nothing here changes how it ended: what goes wrong is
/// said on standard error, always.
struct Aftermath {
    let folder: RootFolder
    let configuration: Configuration
    let institution: Institution

    /// Under the profile's lock still.
    func follow(_ report: RunReport, _ desk: Desk) {
        if report.dryRun { return }
        say("The report of run \(report.run) was not filed") { () throws(Fault) in
            let shelf = try ReportShelf(
                folder.reports(of: institution), isForeign: configuration.isForeign(institution.name))
            try shelf.file(report)
            try shelf.catchUp(report.profile, desk.ledger, StoredReports(desk.workspace))
            let zone = try TimeZoneFile.zone(named: institution.zone)
            try shelf.prune(today: zone.civil(WallClock.now()).date, keeping: institution.retention.reports)
        }
        guard let path = folder.metricsFile(of: institution) else { return }
        say("The metrics were not written") { () throws(Fault) in
            let metrics = Metrics(configuration)
            try metrics.write(institution, desk, to: path)
        }
    }

    private func say(_ failure: String, _ body: () throws(Fault) -> Void) {
        do throws(Fault) { try body() } catch {
            Terminal.complain("exchange: \(shown("\(failure): \(error.message)"))")
            Terminal.complain("  -> \(shown(error.remedy))  [\(error.code.name)]")
        }
    }
}
