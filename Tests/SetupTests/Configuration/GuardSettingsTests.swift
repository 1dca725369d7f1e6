import Exchange
import Setup
import Testing

/// What a profile says of its guards, and an institution of its retention.
struct GuardSettingsTests {
    private func limits(_ guards: String) throws -> GuardLimits {
        try TestRoot(lines: [17: guards, 18: ""]).profile().plan.limits
    }

    @Test func `a newcomer is protected without a word`() throws {
        for text in ["# none", "guard:", "guard: {}", "guard: {min_records: 1}"] {
            let limits = try limits(text)
            #expect(limits.maxFallPercent == 20 && limits.maxGroupFallPercent == 50 && limits.groupFloor == 20)
            #expect(limits.maxGonePercent == 50 && limits.maxFieldFallPercent == 50)
            #expect(limits.maxExpiredPercent == 20 && limits.maxExpired == nil && limits.maxRisePercent == 100)
            #expect(limits.maxRejectsPercent == nil && limits.maxClearedPercent == nil)
        }
    }

    @Test func `every limit is read, and 'off' is none`() throws {
        let limits = try limits(
            """
            guard:
              max_fall_percent: off
              max_rise_percent: 150
              max_gone_percent: off
              max_group_fall_percent: 10
              group_floor: 5
              groups: {GR: 5, GUEST: off}
              max_field_fall_percent: off
              fields: {email: 5}
              max_cleared_percent: 30
              max_expired: 0
              max_expired_percent: off
            """)
        #expect(limits.maxFallPercent == nil && limits.maxRisePercent == 150 && limits.maxGonePercent == nil)
        #expect(limits.maxGroupFallPercent == 10 && limits.groupFloor == 5)
        #expect(limits.groups == ["GR": 5, "GUEST": 100] && limits.fields == ["email": 5])
        #expect(limits.maxFieldFallPercent == nil && limits.maxClearedPercent == 30)
        #expect(limits.maxExpired == 0 && limits.maxExpiredPercent == nil)
    }

    @Test(arguments: [
        ("  max_fall_percent: 101", "18:21 guard.max_fall_percent"),
        ("  max_fall_percent: of", "18:21 guard.max_fall_percent off"),
        ("  groups: {GR: -1}", "18:16 guard.groups.GR"), ("  groups: 5", "18:11 guard.groups"),
        ("  max_grp_fall_percent: 5", "18:3 guard.max_grp_fall_percent max_group_fall_percent"),
        ("  max_expired: many", "18:16 guard.max_expired"),
    ])
    func `a slip is named where it stands`(line: String, complaint: String) {
        #expect(TestRoot(lines: [18: line]).complaints() == ["sis-import:\(complaint)"])
    }

    @Test func `what is switched off or set is said in English`() throws {
        let root = TestRoot(lines: [18: "  max_fall_percent: off\n  groups: {GR: 5, GUEST: off}\n  max_expired: 500"])
        let text = ProfileExplanation(try root.profile()).lines.joined(separator: "\n")
        for words in [
            "- if the group GR falls by more than 5 %,", "(the group GUEST may fall freely)",
            "- if more than 500 people would be expired,",
        ] { #expect(text.contains(words), "\(text)") }
        #expect(!text.contains("fewer records,"))
    }

    private func root(retention: String) -> TestRoot {
        var root = TestRoot()
        root["Profiles/institutions.yaml"] = TestRoot.institutions.replacing(
            "zone: America/Chicago", with: "zone: America/Chicago\n    retention: \(retention)")
        return root
    }

    @Test func `an institution says how long what runs leave is kept`() throws {
        let plan = try root(retention: "{content: 0, rejects: 36h, ledger: 31d}").profile().plan
        #expect(plan.retention == Retention(content: 0, rejects: 36 * 3600, ledger: 31 * Retention.day))
        #expect(try root(retention: "{content: 30d}").profile().plan.retention.content == 30 * Retention.day)
    }

    @Test(arguments: [
        ("{content: 31d}", "institutions:6:26 institutions.example.retention.content"),
        ("{ledger: 30d}", "institutions:6:25 institutions.example.retention.ledger"),
        ("{contents: 3d}", "institutions:6:17 institutions.example.retention.contents content"),
        ("{rejects: 14}", "institutions:6:26 institutions.example.retention.rejects"),
        ("7d", "institutions:6:16 institutions.example.retention"),
    ])
    func `a retention that cannot be is named`(text: String, complaint: String) {
        #expect(root(retention: text).complaints().contains(complaint), "\(root(retention: text).complaints())")
    }
}
