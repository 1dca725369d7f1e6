import Engine
import Exchange
import Ledger
import Machine
import Setup

/// Where the notices of an institution are sent from: after a run, by hand, by a daemon.
struct NoticeDesk {
    let folder: RootFolder
    let configuration: Configuration
    let institution: Institution

    /// Whom a profile tells now. Where it cannot be read any more, its institution's own channels are left.
    func plan(of profile: String) -> NoticePlan? {
        do throws(SetupFailure) {
            return try configuration.profile("\(institution.name)/\(profile)").plan.notices
        } catch {
            return configuration.notices(of: institution)
        }
    }

    /// After a run, when its locks are gone: what is due, of all profiles. No fault of this is the run's.
    func tellAfterwards(of profile: Profile, quiet: Bool) {
        if profile.plan.notices.channels.isEmpty { return }
        do throws(Fault) { _ = try send(quiet: quiet) } catch {
            Terminal.complain("exchange: notices were not sent: \(shown(error.message))")
        }
    }

    /// What a mail has attached.
    private func page(_ report: RunReport) -> [UInt8]? {
        Array(ReportHTML(report, isForeign: configuration.isForeign(report.institution)).html.utf8)
    }

    /// `all`: also what is not due yet. By hand there is more time for it.
    func send(all: Bool = false, budget: Int = NoticeSending.budgetMilliseconds, quiet: Bool) throws(Fault)
        -> NoticeTally
    {
        let desk = try Desk(institution, folder)
        defer { desk.ledger.close() }
        let around = Surroundings(
            now: WallClock.now, sleep: WallClock.sleep, abort: Interruption.listen(), owner: ProcessIdentity.current,
            say: { text in if !quiet { Terminal.complain("exchange: \(shown(text))") } })
        let sending = NoticeSending(desk.ledger, StoredReports(desk.workspace), around, page: page, plan: plan)
        return try sending.send(all: all, budget: budget)
    }
}
