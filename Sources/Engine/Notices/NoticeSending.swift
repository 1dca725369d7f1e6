import Exchange
import Ledger
import Machine

/// Sends what was planned: at the end of each run, and for 'exchange notices send'. A notice that cannot be sent stays for
/// the next try; nothing here is a reason for a run to fail.
///
/// Killed between sending and noting it, a notice is sent again once the lease is over: at least once, under the same id.
package struct NoticeSending {
    private let ledger: any LedgerStore
    private let reports: StoredReports
    private let around: Surroundings
    private let plan: (_ profile: String) -> NoticePlan?
    private let page: (RunReport) -> [UInt8]?

    /// So long a run's process tries, all notices together.
    package static let budgetMilliseconds = 15_000
    /// Whoever takes a notice has it for so long.
    static let leaseMilliseconds = 900_000

    /// `plan`: whom a profile tells now, nil where there is no such profile any more. `page`: a report as HTML, if there
    /// is a way to make one.
    package init(
        _ ledger: any LedgerStore, _ reports: StoredReports, _ around: Surroundings,
        page: @escaping (RunReport) -> [UInt8]? = { _ in nil }, plan: @escaping (_ profile: String) -> NoticePlan?
    ) {
        self.ledger = ledger
        self.reports = reports
        self.around = around
        self.plan = plan
        self.page = page
    }

    /// Tries each that is due; with `all`, each that is not settled, due or not. Stops after `budget` milliseconds.
    package func send(all: Bool = false, budget: Int = budgetMilliseconds) throws(Fault) -> NoticeTally {
        var tally = NoticeTally()
        let end = around.steady() + Double(budget) / 1000
        // One receiver that keeps us waiting must not keep the others from being told: it has a share of the time, its
        // further notices wait, and what has failed before comes last.
        let share = Double(budget) / 1000 * 2 / 5
        var unreachable: Set<String> = []
        for row in try ledger.openNotices().sorted(by: { $0.tries < $1.tries }) {
            let now = around.now()
            if around.abort.isRequested || around.steady() >= end { break }
            if unreachable.contains(row.channel) || now < row.due && (row.state == .sending || !all) { continue }
            let isOver = all ? false : try hasExpired(row, now)
            if isOver {
                tally.givenUp += 1
                continue
            }
            let lease = now.plus(milliseconds: NoticeSending.leaseMilliseconds)
            guard let taken = try ledger.take(notice: row.id, until: lease) else { continue }
            let waiting = tally.waiting
            try send(taken, until: min(end, around.steady() + share), &tally)
            if tally.waiting > waiting { unreachable.insert(row.channel) }
        }
        return tally
    }

    private func hasExpired(_ row: NoticeRow, _ now: Moment) throws(Fault) -> Bool {
        let horizon = plan(row.profile)?.horizonSeconds ?? NoticePlan().horizonSeconds
        guard row.tries > 0, now.seconds - row.planned.seconds > horizon else { return false }
        try leave(row, as: .givenUp, due: now, row.note)
        around.say("the notice about run \(row.run) to '\(row.channel)' was given up: \(row.note)")
        return true
    }

    private func send(_ row: NoticeRow, until end: Double, _ tally: inout NoticeTally) throws(Fault) {
        do throws(Fault) {
            let note = try deliver(row, until: end)
            FaultPoint.pass("notice.sent")
            try leave(row, as: .sent, due: around.now(), note)
            tally.sent += 1
        } catch {
            if error.code.name.hasPrefix("ledger.") { throw error }
            try fail(row, error, &tally)
        }
    }

    private func fail(_ row: NoticeRow, _ fault: Fault, _ tally: inout NoticeTally) throws(Fault) {
        let isFinal = fault.code == .noticeRefused || fault.code == .noticeReport
        around.say("the notice about run \(row.run) to '\(row.channel)' was not sent: \(fault.message)")
        let words = "\(fault.message) [\(fault.code.name)]"
        if isFinal {
            tally.givenUp += 1
            return try leave(row, as: .givenUp, due: around.now(), words)
        }
        tally.waiting += 1
        let pause = NoticeRetry.untilNextRun(row.tries, fault)
        try leave(row, as: .planned, due: around.now().plus(milliseconds: pause * 1000), words)
    }

    private func leave(_ row: NoticeRow, as state: NoticeState, due: Moment, _ note: String) throws(Fault) {
        let clean = String(shown(note).prefix(1000))
        try ledger.leave(notice: row.id, as: state, due: due, note: clean)
    }

    private func deliver(_ row: NoticeRow, until end: Double) throws(Fault) -> String {
        guard let channel = plan(row.profile)?.channel(row.channel) else {
            throw Fault(
                .noticeChannel, .stop, "There is no channel '\(row.channel)' for the profile '\(row.profile)'.",
                context: ["channel": row.channel])
        }
        let notice = try make(row)
        let abort = around.abort
        let steady = around.steady
        let visit = Visit(
            abort: Abort { abort.isRequested || steady() >= end }, now: around.now, sleep: around.sleep, say: around.say
        )
        var failures = 0
        while true {
            do throws(Fault) { return try channel.send(notice, visit) } catch {
                failures += 1
                guard let pause = NoticeRetry.pause(failures, error), steady() + Double(pause) / 1000 < end else {
                    throw error
                }
                around.sleep(pause)
            }
        }
    }

    private func make(_ row: NoticeRow) throws(Fault) -> Notice {
        guard let report = try reports.report(of: row.run) else {
            throw Fault(.noticeReport, .stop, "The report of run \(row.run) is gone.", context: ["run": row.run])
        }
        let zone = try TimeZoneFile.zone(named: report.zone)
        let earlier = try ledger.notices(about: row.topic, limit: 10_000).drop { $0.id != row.id }.dropFirst()
        let quiet = earlier.prefix { $0.state == .quiet }
        return NoticeMaking(
            row: row, report: report, repeats: quiet.count, since: quiet.last.map { zone.civil($0.planned) },
            at: zone.civil(row.planned), page: page(report)
        ).notice
    }
}
