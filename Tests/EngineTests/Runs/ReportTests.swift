import Exchange
import FoundationEssentials
import Ledger
import ServerKit
import Testing
import Transports

@testable import Engine

@Suite struct `The report` {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test func `is the same after a round through JSON, and is what the workspace keeps`() throws {
        try bench.put("in/a.txt", "one\n!two\n")
        let report = try bench.run()
        #expect(try JSONDecoder().decode(RunReport.self, from: Data(json(report).utf8)) == report)
        let stored = StoredReports(try Workspace(bench.scratch.at("state")))
        #expect(try stored.report(of: report.run) == report)
        for name in ["", "26-9999", "../state", "26-0001/.."] { #expect(try stored.report(of: name) == nil) }
    }

    @Test func `balances, and names digests and states`() throws {
        try bench.put("in/a.txt", "one\n!two\nthree\n")
        let report = try bench.run()
        #expect(report.counts.tally.balances && report.counts.read == 3 && report.counts.rejected == 1)
        #expect(report.arrivals.map(\.state) == ["released"] && report.arrivals.allSatisfy { $0.sha256?.count == 64 })
        #expect(report.deliveries.map(\.state) == ["delivered"] && report.deliveries.map(\.size) == [10])
        #expect(report.clock == "2026-11-18 11:06:40 UTC")
    }

    @Test func `keeps what was found before the run was interrupted`() throws {
        try bench.put("in/a.txt", "one\n!two\n")
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "store" { throw Fault(.placeFull, .stop, "There is no room.") }
        }
        _ = try bench.run()
        bench.targetTap.calm()
        let report = try bench.run()
        #expect(report.exit == 1 && report.counts.rejected == 1 && report.rejects.count == 1)
        #expect(report.findings.map(\.rule) == ["copy.bang"] && report.rules.map(\.count) == [1])
    }

    @Test func `reads well when all went well`() throws {
        try bench.put("in/a.txt", "one\n")
        let report = try bench.run()
        #expect(
            ReportText(report).text == """
                DONE  copy  run 26-0001  2026-11-18 11:06:40 UTC
                  1 record delivered in 1 file.

                Files
                  from campus (test place)
                    in/a.txt  4 bytes  sha256 2c8b08da  released
                  to   alma (test place)
                    out/copy_20261118_1.txt  4 bytes  sha256 2c8b08da  delivered

                Records
                  1 read = 1 accepted + 0 rejected

                  audit head: \(report.audit?.text ?? "")

                """)
        // The row that says how the run ended.
        let rows = try bench.ledger { try $0.audit(of: "26-0001") }
        #expect(report.audit?.row == rows.last?.number && report.audit?.head == rows.last?.hash.hex)
        #expect(rows.last?.event == "ended done")
    }

    @Test func `says who must do what when lines were rejected`() throws {
        try bench.put("in/a.txt", "one\n!two\n")
        let report = try bench.run()
        let path = bench.scratch.at("state/runs/26-0001/out/rejects.txt")
        #expect(
            ReportText(report).text == """
                DONE WITH REJECTS  copy  run 26-0001  2026-11-18 11:06:40 UTC
                  1 record delivered in 1 file; 1 record rejected.

                To do
                  registrar
                    1 x copy.bang
                        line 2: A !.
                        -> Take the ! away.

                Files
                  from campus (test place)
                    in/a.txt  9 bytes  sha256 \(report.arrivals[0].sha256?.prefix(8) ?? "")  released
                  to   alma (test place)
                    out/copy_20261118_1.txt  4 bytes  sha256 2c8b08da  delivered

                Records
                  2 read = 1 accepted + 1 rejected

                  rejected records: \(path)
                    (same layout: correct them there and run them again)
                  why, each of them: \(bench.scratch.at("state/runs/26-0001/out/rejects-reasons.csv"))
                  more about a code: exchange explain copy.bang
                  audit head: \(report.audit?.text ?? "")

                """)
    }

    @Test func `says what happens next when a place failed`() throws {
        try bench.put("in/a.txt", "one\n")
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "store" { throw Fault(.placeFull, .stop, "There is no room in out.") }
        }
        let report = try bench.run()
        #expect(
            ReportText(report).text == """
                OPEN  copy  run 26-0001  2026-11-18 11:06:40 UTC
                  There is no room in out.
                  what happens next: this run stops; the next run goes on here
                  -> Make room there, then run again: nothing was published, and the run goes on where it stopped.
                     [place.full]

                Files
                  from campus (test place)
                    in/a.txt  4 bytes  sha256 2c8b08da  still at the source
                  to   alma (test place)
                    out/copy_20261118_1.txt  4 bytes  sha256 2c8b08da  uploading

                Records
                  1 read = 1 accepted + 0 rejected

                  more about a code: exchange explain place.full
                  audit head: \(report.audit?.text ?? "")

                """)
    }
}
