import Exchange
import Setup
import Testing

@Suite struct `What places have against a profile` {
    @Test func `is a complaint at the folder or the name`() {
        #expect(TestRoot(lines: [5: "  folder: out going"]).complaints() == ["sis-import:5:11 from.folder"])
        #expect(TestRoot(lines: [12: "  folder: s is"]).complaints() == ["sis-import:12:11 to.folder"])
        let root = TestRoot(lines: [13: "  name: \"users {date}.zip\""])
        #expect(root.complaints() == ["sis-import:13:9 to.name"])
        #expect(root.messages() == ["no blanks ('users 1.zip')"])
    }

    @Test func `may be a doubt, said once however many profiles have it`() throws {
        var root = TestRoot()
        root["Profiles/connections.yaml"] = TestRoot.connections.replacing(
            "path: places/campus", with: "path: x\n    attempts: 10")
        root["Profiles/again.yaml"] = TestRoot.profile
        let review = try root.configuration().review()
        #expect(review.all.isEmpty)
        #expect(review.doubts.all.map(\.message) == ["ten times is often"])
    }

    @Test func `a target under another name at the profile's own place is refused`() {
        var root = TestRoot()
        root["Profiles/connections.yaml"] =
            TestRoot.connections + "\n  alma-sandbox:\n    scheme: local\n    path: places/alma\n"
        root[TestRoot.profilePath] = TestRoot.profile + "\ntargets:\n  sandbox:\n    to: {connection: alma-sandbox}\n"
        #expect(root.complaints() == [])
        #expect(root.complaints("sis-import@sandbox") == ["sis-import:23:5 targets.sandbox"])
        root["Profiles/connections.yaml"] =
            TestRoot.connections + "\n  alma-sandbox:\n    scheme: local\n    path: places/sandbox\n"
        #expect(root.complaints("sis-import@sandbox") == [])
    }
}
