import Exchange
import Ledger
import Machine
import ServerKit
import Testing

@testable import Engine

@Suite struct `Metrics` {
    let bench: Bench

    init() throws {
        bench = try Bench()
        bench.name = "copy_{run}.txt"
    }

    private func text(heartbeat: Heartbeat? = nil) throws -> String {
        try bench.ledger { ledger in
            let standing = try ProfileStanding("copy", of: "test", ledger, Workspace(bench.scratch.at("state")))
            return MetricsText([standing], heartbeat: heartbeat).text
        }
    }

    private func value(_ name: String, _ text: String) -> Int? { value(name, "", text) }

    private func value(_ name: String, _ label: String, _ text: String) -> Int? {
        let more = label.isEmpty ? "" : ",\(label)"
        let start = "\(name){institution=\"test\",profile=\"copy\"\(more)} "
        return text.split(separator: "\n").first { $0.hasPrefix(start) }.flatMap { Int($0.dropFirst(start.count)) }
    }

    /// Prometheus' own parsers: of OpenMetrics, and of the text format that the node exporter reads.
    private func demandReadable(_ text: String) throws {
        let script = """
            import sys
            from prometheus_client.openmetrics.parser import text_string_to_metric_families as strict
            from prometheus_client.parser import text_string_to_metric_families as old
            text = open(sys.argv[1]).read()
            assert sum(len(f.samples) for f in strict(text)) == sum(len(f.samples) for f in old(text)) > 0
            """
        try bench.scratch.write("metrics.prom", text)
        let read = try Program("/usr/bin/python3").run("-c", script, bench.scratch.at("metrics.prom"))
        #expect(read.status == 0, "\(read.errors)\n\(text)")
    }

    @Test func `of a profile that never ran are few`() throws {
        let state = try Workspace(bench.scratch.at("state"))
        let ledger = try SQLiteLedger(
            path: bench.scratch.at("state/ledger.sqlite"), institution: "test", now: { Moment(seconds: 0) },
            hash: SHA256.digest(of:))
        defer { ledger.close() }
        let text = MetricsText([try ProfileStanding("copy", of: "test", ledger, state)]).text
        try demandReadable(text)
        #expect(value("exchange_runs_total", text) == 0 && value("exchange_held_runs", text) == 0)
        #expect(!text.contains("timestamp") && !text.contains("outcome") && text.hasSuffix("\n# EOF\n"))
    }

    @Test func `tell the last run, and the last that delivered`() throws {
        try bench.put("in/a.txt", "one\n!two\n")
        _ = try bench.run()
        let delivered = bench.time.now.seconds
        bench.time.sleep(3_600_000)
        #expect(try bench.run().exit == 3)
        let text = try text(heartbeat: Heartbeat(at: 1_795_000_000, pid: 7, running: 2))
        try demandReadable(text)
        #expect(value("exchange_last_delivery_timestamp_seconds", text) == delivered)
        #expect(value("exchange_last_success_timestamp_seconds", text) == delivered + 3600)
        #expect(value("exchange_last_run_timestamp_seconds", text) == delivered + 3600)
        #expect(value("exchange_run_outcome", "outcome=\"nothing_to_do\"", text) == 1)
        #expect(value("exchange_run_outcome", "outcome=\"done_with_rejects\"", text) == 0)
        #expect(value("exchange_runs_total", text) == 2 && value("exchange_run_duration_seconds", text) == 0)
        #expect(text.contains("\nexchange_daemon_heartbeat_timestamp_seconds 1795000000\n"))
        #expect(!text.contains(".txt"), "no names of files")
    }

    @Test func `count what waits for a person`() throws {
        bench.limits = GuardLimits(minRecords: 2)
        try bench.put("in/a.txt", "one\n")
        #expect(try bench.run().exit == 2)
        #expect(try bench.run().exit == 2, "the same load held once more is one held load")
        var text = try text()
        #expect(value("exchange_held_runs", text) == 1 && value("exchange_run_records", "kind=\"read\"", text) != nil)
        #expect(value("exchange_run_outcome", "outcome=\"held\"", text) == 1)
        try bench.release("26-0001")
        text = try self.text()
        try demandReadable(text)
        #expect(value("exchange_held_runs", text) == 0)
    }

    @Test func `tell what is missing and what is not taken`() throws {
        bench.takenWithin = 60
        try bench.put("in/a.txt", "one\n")
        _ = try bench.run()
        bench.time.sleep(120_000)
        #expect(try bench.run(RunWishes(expected: "by 04:00")).exit == 4)
        let text = try text()
        try demandReadable(text)
        #expect(value("exchange_expected_late", text) == 1 && value("exchange_deliveries_not_taken", text) == 1)
    }

    @Test func `can be read whatever a label holds`() throws {
        let odd = MetricFamily(
            name: "exchange_held_runs", kind: .gauge, unit: nil, help: "a \\ and\na \"",
            samples: [MetricFamily.Sample(labels: [("profile", "a\"b\\c\nd é {}=,")], value: -1)])
        try demandReadable(odd.text + "# EOF\n")
    }
}
