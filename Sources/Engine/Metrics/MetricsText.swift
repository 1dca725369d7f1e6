import Exchange
import Ledger

/// Metrics of profiles as OpenMetrics text (version 1.0), for the node exporter's textfile collector.
package struct MetricsText {
    private let standings: [ProfileStanding]
    private let heartbeat: Heartbeat?

    package init(_ standings: [ProfileStanding], heartbeat: Heartbeat? = nil) {
        self.standings = standings
        self.heartbeat = heartbeat
    }

    package var text: String { families.map(\.text).joined() + "# EOF\n" }

    private var families: [MetricFamily] {
        (times + runs + open + daemon).filter { !$0.samples.isEmpty }
    }

    private var times: [MetricFamily] {
        [
            gauge("exchange_last_run_timestamp_seconds", "seconds", "When the newest run that is over ended.") {
                $0.last?.ended?.seconds
            },
            gauge(
                "exchange_last_success_timestamp_seconds", "seconds",
                "When the newest run ended that was done, done with rejects, or found nothing to do."
            ) { $0.lastSuccess?.seconds },
            gauge(
                "exchange_last_delivery_timestamp_seconds", "seconds", "When the newest run ended that delivered."
            ) { $0.lastDelivery?.seconds },
            gauge("exchange_run_duration_seconds", "seconds", "How long the newest run that is over took.") {
                $0.duration
            },
        ]
    }

    private var runs: [MetricFamily] {
        [
            many("exchange_run_outcome", nil, "1 for how the newest run ended, 0 for every other outcome.") {
                standing in
                guard let last = standing.last else { return [] }
                let word = MetricsText.word(last.end?.title ?? RunReport.open)
                return MetricsText.outcomes.map { ("outcome", $0, $0 == word ? 1 : 0) }
            },
            many("exchange_run_records", "records", "Records of the newest run that is over.") { standing in
                guard let tally = standing.last.flatMap({ $0.end == nil ? nil : $0.tally }) else { return [] }
                return [
                    ("kind", "read", tally.read), ("kind", "added", tally.added), ("kind", "accepted", tally.accepted),
                    ("kind", "rejected", tally.rejected), ("kind", "filtered", tally.filtered),
                    ("kind", "merged", tally.merged),
                ]
            },
            family(.counter, "exchange_runs", nil, "Runs there have been.") { [([], $0.last?.sequence ?? 0)] },
        ]
    }

    private var open: [MetricFamily] {
        [
            gauge("exchange_held_runs", nil, "Runs that hold a load for a person to release.") { $0.heldRuns },
            gauge("exchange_deliveries_in_doubt", nil, "Deliveries of which nothing shows whether they arrived.") {
                $0.deliveriesInDoubt
            },
            gauge(
                "exchange_deliveries_not_taken", nil,
                "Files that the receiver had not taken in its time when somebody last looked."
            ) { $0.untaken?.files.count },
            gauge("exchange_expected_late", nil, "1 where an expected file has not come.") {
                $0.isMissing ? 1 : 0
            },
            gauge("exchange_expected_amber", nil, "1 where an expected file is late, and not yet missing.") {
                $0.late == nil ? 0 : 1
            },
        ]
    }

    private var daemon: [MetricFamily] {
        guard let heartbeat else { return [] }
        func family(_ name: String, _ unit: String?, _ help: String, _ value: Int) -> MetricFamily {
            MetricFamily(
                name: name, kind: .gauge, unit: unit, help: help,
                samples: [MetricFamily.Sample(labels: [], value: value)])
        }
        return [
            family(
                "exchange_daemon_heartbeat_timestamp_seconds", "seconds", "When the daemon last said it is alive.",
                heartbeat.at),
            family("exchange_daemon_running", nil, "Runs the daemon had under way then.", heartbeat.running),
        ]
    }

    /// Every word `outcome` may have: how runs end, and `open`.
    private static let outcomes =
        End.allCases.filter { $0 != .usage && $0 != .busy }.map { word($0.title) } + [RunReport.open]

    private static func word(_ title: String) -> String { title.replacing(" ", with: "_") }

    private func gauge(
        _ name: String, _ unit: String?, _ help: String, _ value: (ProfileStanding) -> Int?
    ) -> MetricFamily {
        family(.gauge, name, unit, help) { standing in value(standing).map { [([], $0)] } ?? [] }
    }

    private func many(
        _ name: String, _ unit: String?, _ help: String,
        _ values: (ProfileStanding) -> [(label: String, word: String, value: Int)]
    ) -> MetricFamily {
        family(.gauge, name, unit, help) { standing in values(standing).map { ([($0.label, $0.word)], $0.value) } }
    }

    private func family(
        _ kind: MetricFamily.Kind, _ name: String, _ unit: String?, _ help: String,
        _ values: (ProfileStanding) -> [(more: [(String, String)], value: Int)]
    ) -> MetricFamily {
        let samples = standings.flatMap { standing in
            values(standing).map { more, value in
                MetricFamily.Sample(
                    labels: [("institution", standing.institution), ("profile", standing.profile)] + more, value: value)
            }
        }
        return MetricFamily(name: name, kind: kind, unit: unit, help: help, samples: samples)
    }
}
