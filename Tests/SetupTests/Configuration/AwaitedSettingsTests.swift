import Exchange
import Setup
import Testing

/// What is said of times a receiver has, and of the files that monitoring and people read.
@Suite struct AwaitedSettingsTests {
    private func root(_ lines: String) -> TestRoot {
        var root = TestRoot()
        root["Profiles/institutions.yaml"] = TestRoot.institutions.replacing(
            "zone: America/Chicago", with: "zone: America/Chicago\n\(lines)")
        return root
    }

    @Test func `the time a receiver has is read, and told in English`() throws {
        let profile = try TestRoot(lines: [12: "  folder: sis\n  taken_within: 2h"]).profile()
        #expect(profile.plan.delivery.takenWithinSeconds == 7200)
        let text = ProfileExplanation(profile).lines.joined(separator: "\n")
        #expect(text.contains("A file that still stands there after 2 h is reported as not taken."), "\(text)")
        #expect(try TestRoot().profile().plan.delivery.takenWithinSeconds == nil)
    }

    @Test(arguments: ["59s", "soon", "0"]) func `less than a minute is no time`(_ time: String) {
        #expect(
            TestRoot(lines: [12: "  folder: sis\n  taken_within: \(time)"]).complaints()
                == ["sis-import:13:17 to.taken_within"])
    }

    @Test func `an institution says where its reports and metrics go`() throws {
        let found = try root("    metrics_file: /srv/m.prom\n    reports: {folder: /srv/reports}").profile().institution
        #expect(found.metricsFile == "/srv/m.prom" && found.reportsFolder == "/srv/reports")
    }

    @Test(arguments: ["/srv/metrics.txt", "/srv/.prom"])
    func `a metrics file has the collector's ending`(_ path: String) {
        #expect(
            root("    metrics_file: \(path)").complaints() == ["institutions:6:19 institutions.example.metrics_file"])
    }

    @Test func `two institutions have two metrics files`() {
        let both = TestRoot.institutions.replacing("zone:", with: "metrics_file: /m.prom\n    zone:")
        var root = TestRoot()
        root["Profiles/institutions.yaml"] = both
        #expect(root.complaints() == ["institutions:8:19 institutions.north.metrics_file"])
    }
}
