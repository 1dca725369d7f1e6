import Exchange
import Ledger

@testable import Engine

/// A bench whose runs are told of.
struct NoticeBench {
    let bench: Bench
    let pager = TestPager()

    init(_ causes: Set<NoticeCause>, owners: Set<Owner> = [], quiet: Int = 20 * 3600) throws {
        bench = try Bench()
        bench.after = .delete
        // Several good runs of one day deliver several files.
        bench.name = "copy_{run}_{ordinal}.txt"
        bench.notices = NoticePlan(
            channels: [NoticePlan.Channel("pager", pager)],
            rules: [NoticeRule(causes: causes, owners: owners, channels: ["pager"])], quietSeconds: quiet)
    }

    /// A run that delivers.
    func good() throws {
        pass(hours: 1)
        try bench.put("in/good\(bench.time.now.seconds).txt", "a\(bench.time.now.seconds)\n")
        try bench.run()
    }

    /// A run whose expected file does not come.
    func bad() throws {
        bench.expect = 1
        defer { bench.expect = 0 }
        try bench.run()
    }

    func pass(hours: Int) { bench.time.sleep(hours * 3_600_000) }

    var rows: [NoticeRow] { get throws { try bench.ledger { try $0.notices(limit: 100) }.reversed() } }
    var states: [NoticeState] { get throws { try rows.map(\.state) } }
    var told: [[String]] { get throws { try rows.map(\.causes) } }
}
