import Exchange
import Setup
import Testing

/// What one run may take.
@Suite struct BoundsSettingsTests {
    private func root(institution: String, profile: String) -> TestRoot {
        var root = TestRoot(lines: [2: "summary: x\n\(profile)"])
        root["Profiles/institutions.yaml"] = TestRoot.institutions.replacing(
            "    zone: America/Chicago", with: "    zone: America/Chicago\n    \(institution)")
        return root
    }

    @Test func `is the profile's, else the institution's, else what holds for all`() throws {
        let both = root(
            institution: "limits: {runs: 2, memory: 1GiB, attempts: 5}", profile: "limits: {cpu: 90s, memory: 4GB}")
        let bounds = try both.profile().plan.bounds
        #expect(bounds == RunBounds(memory: 4_000_000_000, cpu: 90, silence: 1800, attempts: 5))
        #expect(try TestRoot().profile().plan.bounds == RunBounds())
    }

    @Test func `is told in English, with where it comes from`() throws {
        let some = root(institution: "limits: {silence: 1h}", profile: "limits: {cpu: 90s, attempts: 0}")
        let lines = ProfileExplanation(try some.profile()).lines
        #expect(
            lines.contains(
                "  A run may use 2 GiB of memory and compute for 90 s; under the daemon it is ended after 1 h without "
                    + "progress."), "\(lines)")
        #expect(lines.contains("  Files over which a run ends are tried again for ever."))
        #expect(lines.contains { $0.hasPrefix("  limits.cpu ") && $0.hasSuffix(" 90s") }, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("  limits.silence ") && $0.hasSuffix(" 1 h  (inherited)") })
    }

    @Test(arguments: [
        ("memory: 63MiB", "sis-import:3:18 limits.memory"), ("cpu: 999ms", "sis-import:3:15 limits.cpu"),
        ("silence: 9s", "sis-import:3:19 limits.silence"), ("attempts: 101", "sis-import:3:20 limits.attempts"),
        ("runs: 2", "sis-import:3:10 limits.runs"),
    ]) func `that no run could do with is refused where it stands`(key: String, complaint: String) {
        #expect(root(institution: "", profile: "limits: {\(key)}").complaints() == [complaint])
    }
}
