import Exchange
import Setup
import Testing

/// A profile aimed at another place. The lines of a target are appended to the whole profile, from line 21 on.
@Suite struct TargetsTests {
    private func root(_ lines: String...) -> TestRoot {
        var root = TestRoot()
        root[TestRoot.profilePath] =
            (TestRoot.profile.split(separator: "\n", omittingEmptySubsequences: false)
            + lines.map { Substring($0) }).joined(separator: "\n")
        root["Profiles/connections.yaml"] = TestRoot.connections + "\n  trial: {scheme: local, path: places/trial}"
        return root
    }

    private let sandbox = ["targets:", "  sandbox:", "    to: {connection: trial}"]

    private func sandboxed(_ more: String...) -> TestRoot {
        var root = root(sandbox[0], sandbox[1], sandbox[2])
        root[TestRoot.profilePath] += more.map { "\n" + $0 }.joined()
        return root
    }

    @Test func `a target's keys are laid over the profile's, blocks key by key`() throws {
        let root = sandboxed("    columns: [C]", "    read: {encoding: windows-1252}", "    guard: {min_records: 1}")
        let profile = try root.profile("sis-import@sandbox")
        #expect(profile.plan.delivery.connection == "trial" && profile.plan.delivery.folder == "sis")
        #expect(profile.plan.delivery.name.description == "users_{date}_{run}.zip")
        #expect((profile.plan.feed as? TestFeed)?.columns == ["C"])
        #expect(profile.plan.limits.maxRejectsPercent == 5 && profile.plan.limits.minRecords == 1)
        #expect(profile.settings.block("read")?.text("delimiter") == ";")
        #expect(profile.settings.block("read")?.text("encoding") == "windows-1252")
        #expect(profile.plan.pickup.connection == "campus")
    }

    @Test func `it is a profile of its own, with a name of its own`() throws {
        let root = sandboxed()
        let twin = try root.profile("sis-import@sandbox")
        #expect(twin.name == ProfileName(institution: "example", profile: "sis-import@sandbox"))
        #expect(twin.plan.profile == twin.name && twin.name.target == "sandbox")
        #expect(twin.name.base == (try root.profile().name))
        #expect(try root.profile("example/sis-import@sandbox").name == twin.name)
        #expect(try root.configuration().targets(of: twin.name.base) == ["sandbox"])
        #expect(try root.configuration().targets(of: twin.name).isEmpty)
        #expect(try root.configuration().profileNames.map(\.profile) == ["sis-import", "fees"])
    }

    @Test func `the source is left alone, whatever the profile does with it`() throws {
        let root = sandboxed()
        #expect(try root.profile().plan.pickup.after == .move(folder: "done"))
        #expect(try root.profile("sis-import@sandbox").plan.pickup.after == .leave)
        let words = ProfileExplanation(try root.profile("sis-import@sandbox")).lines
        #expect(words.first == "example/sis-import@sandbox: Nightly student and staff load for Alma")
        #expect(words.contains { $0.contains("The files stay where they are") })
    }

    @Test func `the profile itself is what it was`() throws {
        let root = sandboxed("    columns: [C]")
        #expect((try root.profile().plan.feed as? TestFeed)?.columns == ["A", "B"])
        #expect(try root.profile().plan.delivery.connection == "alma")
    }

    @Test func `a complaint about a target stands at the target's line`() throws {
        let root = sandboxed("    columms: [C]", "    guard: {min_records: few}")
        #expect(
            root.complaints("sis-import@sandbox") == [
                "sis-import:24:5 columms columns", "sis-import:25:26 guard.min_records",
            ])
        #expect(root.complaints().isEmpty, "the profile itself is whole")
        let found = try root.configuration().review(of: "sis-import").complaints
        #expect(found.all.map(\.mark.line) == [24, 25])
        #expect(try root.configuration().review().all == found)
    }

    @Test func `a connection that is not there is named where the target names it`() {
        let root = root("targets:", "  sandbox: {to: {connection: trail}}")
        #expect(root.complaints("sis-import@sandbox") == ["sis-import:22:30 to.connection trial"])
    }

    @Test(arguments: [
        ("  sandbox: {columns: [C]}", "sis-import:22:3 targets.sandbox"),
        ("  sandbox: {to: {connection: alma}}", "sis-import:22:3 targets.sandbox"),
        ("  sandbox: {to: {connection: trial}, feed: test-users}", "sis-import:22:38 targets.sandbox.feed"),
        ("  sandbox: {to: {connection: trial}, targets: {}}", "sis-import:22:38 targets.sandbox.targets"),
        ("  sandbox: {to: {connection: trial}, from: {after: delete}}", "sis-import:22:45 targets.sandbox.from.after"),
        ("  \"a b\": {to: {connection: trial}}", "sis-import:22:3 targets.a b"),
        ("  \"a@b\": {to: {connection: trial}}", "sis-import:22:3 targets.a@b"),
    ])
    func `what is no target is complained of, for the profile too`(line: String, complaint: String) {
        #expect(root("targets:", line).complaints() == [complaint])
    }

    @Test(arguments: ["  sandbox: alma", "  sandbox:", "  sandbox: [to]"])
    func `a target is a block`(line: String) throws {
        #expect(root("targets:", line).complaints().first?.hasSuffix("targets.sandbox") == true)
        #expect(root("targets:", line).failure("sis-import@sandbox") != nil)
    }

    @Test func `an unknown target comes with the known ones`() {
        let root = sandboxed()
        #expect(
            root.messages("sis-import@sandbx") == [
                "the profile 'sis-import' has no target 'sandbx'; did you mean 'sandbox'? There are: sandbox"
            ])
        #expect(root.complaints("sis-import@sandbx") == ["setup.target.unknown"])
        #expect(TestRoot().messages("sis-import@sandbox").first?.hasSuffix("there are none") == true)
        #expect(root.complaints("sis-imprt@sandbox") == ["setup.profile.unknown"])
    }
}
