import Exchange
import Testing

@testable import Setup

@Suite struct `Who is told` {
    /// Lines 5 and following of institutions.yaml, below `example`.
    private static let notify = """
            notify:
              quiet: 6h
              channels:
                desk: {kind: test-pager, number: "1"}
              rules:
                - {when: [held, failed], to: desk}
        """

    private func root(_ institution: String = notify, profile: String = "") -> TestRoot {
        var root = TestRoot()
        root["Profiles/institutions.yaml"] = TestRoot.institutions.replacing(
            "zone: America/Chicago", with: "zone: America/Chicago\n\(institution)")
        root[TestRoot.profilePath] = TestRoot.profile + "\n" + profile
        return root
    }

    @Test func `stands with the institution, for each of its profiles`() throws {
        let plan = try root().profile().plan.notices
        #expect(plan.channels.map(\.name) == ["desk"] && plan.channel("desk")?.address == "pager 1")
        #expect(plan.rules == [NoticeRule(causes: [.held, .failed], channels: ["desk"])])
        #expect(plan.quietSeconds == 6 * 3600 && plan.horizonSeconds == 3 * 86_400)
        #expect(try root().profile("north/fees").plan.notices.rules.isEmpty)
        let configuration = try root().configuration()
        #expect(configuration.notices(of: configuration.institutions[0]).channels.map(\.name) == ["desk"])
        #expect(try TestRoot().profile().plan.notices.quietSeconds == 20 * 3600)
    }

    @Test func `stands with a profile, beside the institution's or alone`() throws {
        let own = """
            notify:
              channels: {night: {kind: test-pager, number: "2"}}
              rules: [{when: rejects, owner: [registrar, it], to: [night, desk]}]
              give_up: 1d
            """
        let rule = NoticeRule(causes: [.rejects], owners: [.registrar, .it], channels: ["night", "desk"])
        let plan = try root(profile: own).profile().plan.notices
        #expect(plan.channels.map(\.name) == ["desk", "night"] && plan.rules.count == 2 && plan.rules[1] == rule)
        #expect(plan.quietSeconds == 6 * 3600 && plan.horizonSeconds == 86_400)
        #expect(try root(profile: own + "\n  inherit: no").profile().plan.notices.rules == [rule])
        #expect(try root(profile: "notify: {inherit: no}").profile().plan.notices.rules.isEmpty)
    }

    @Test(arguments: [
        ("notify: {rules: [{when: broken, to: desk}]}", "notify.rules[1].when"),
        ("notify: {rules: [{when: held, to: dsk}]}", "notify.rules[1].to desk"),
        ("notify: {rules: [{when: [], to: desk}]}", "notify.rules[1].when"),
        ("notify: {rules: [{when: held, to: []}]}", "notify.rules[1].to"),
        ("notify: {rules: [{to: desk}]}", "notify.rules[1].when"),
        ("notify: {rules: [{when: held, owner: provost, to: desk}]}", "notify.rules[1].owner"),
        ("notify: {channels: {x: {kind: test-pagr, number: 1}}}", "notify.channels.x.kind test-pager"),
        ("notify: {channels: {x: {number: 1}}}", "notify.channels.x"),
        ("notify: {channels: {x: test-pager}}", "notify.channels.x"),
        ("notify: {channels: {x: {kind: test-pager}}}", "notify.channels.x.number"),
        ("notify: {channels: {x: {kind: test-pager, number: 0}}}", "notify.channels.x.number"),
        ("notify: {channels: {x: {kind: test-pager, number: 1, numbr: 2}}}", "notify.channels.x.numbr number"),
        ("notify: {channels: {x: {kind: test-pager, number: 1, pin: 1234}}}", "notify.channels.x.pin"),
        ("notify: {channels: {x: {kind: test-pager, number: 1, pin: file:state/north/pin}}}", "notify.channels.x.pin"),
        ("notify: {channels: {\"a b\": {kind: test-pager, number: 1}}}", "notify.channels.a b"),
        ("notify: {channels: {desk: {kind: test-pager, number: 1}}}", "notify.channels.desk"),
        ("notify: {quiet: soon}", "notify.quiet"),
        ("notify: {quite: 1h}", "notify.quite quiet"),
        ("notify: yes", "notify"),
    ])
    func `is complained about where it stands`(_ yaml: String, _ words: String) {
        let root = root(profile: yaml)
        let complaints = root.complaints()
        #expect(complaints.count == 1, "\(complaints)")
        #expect(complaints.first?.hasPrefix("sis-import:21:") == true, "\(complaints)")
        #expect(complaints.first?.hasSuffix(" \(words)") == true, "\(complaints)")
        #expect(!root.messages().joined().contains("1234"))
    }

    @Test func `is complained about in institutions.yaml, too, once`() {
        let root = root(Self.notify.replacing("to: desk", with: "to: dsk"))
        #expect(root.complaints() == ["institutions:11:38 institutions.example.notify.rules[1].to desk"])
    }

    @Test func `is explained`() throws {
        let own = "notify: {rules: [{when: rejects, owner: [registrar, it], to: desk}]}"
        let lines = ProfileExplanation(try root(profile: own).profile()).lines
        let start = try #require(lines.firstIndex(of: "Who is told"))
        #expect(
            Array(lines[start...].prefix(5)) == [
                "Who is told",
                "  When a run is held, or fails: desk (pager 1).",
                "  When a run rejects records and registrar or IT must act: desk (pager 1).",
                "  The same trouble again within 6 h is counted, and told with the next.",
                "  What cannot be sent is tried again by later runs, for 3 days at most.",
            ])
        #expect(!ProfileExplanation(try TestRoot().profile()).lines.contains("Who is told"))
    }
}
