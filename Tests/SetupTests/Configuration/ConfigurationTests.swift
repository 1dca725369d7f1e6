import Exchange
import Setup
import Testing

struct ConfigurationTests {
    @Test func `a profile is read with everything it needs`() throws {
        let profile = try TestRoot().profile()
        let plan = profile.plan
        #expect(plan.profile == ProfileName(institution: "example", profile: "sis-import"))
        #expect(profile.feedName == "test-users")
        #expect(profile.institution.title == "Example University Library")
        #expect(plan.pickup.connection == "campus")
        #expect(plan.pickup.transport.address == "folder /srv/exchange/places/campus")
        #expect(plan.pickup.files.matches("students_1.csv"))
        #expect(plan.pickup.settleMilliseconds == 2000)
        #expect(plan.pickup.waitMilliseconds == 0)
        #expect(plan.pickup.after == .move(folder: "done"))
        #expect(plan.delivery.name.placeholders == [.date, .run])
        #expect(plan.delivery.folder == "sis")
        #expect(plan.delivery.conflict == .refuse)
        #expect(plan.verification == .quick)
        #expect(plan.limits.maxRejectsPercent == 5 && plan.limits.minRecords == nil)
        #expect(plan.retention == Retention())
        #expect(plan.zone == "America/Chicago")
        #expect((plan.feed as? TestFeed)?.columns == ["A", "B"])
    }

    @Test func `the plan remembers the bytes it was read from`() throws {
        let root = TestRoot()
        let sources = try root.profile().plan.sources
        let paths = ["Profiles/connections.yaml", "Profiles/institutions.yaml", TestRoot.profilePath]
        #expect(sources.map(\.path) == paths)
        #expect(sources.map(\.bytes) == paths.map { root.files[$0] })
    }

    @Test func `further institutions have folders of their own`() throws {
        let profile = try TestRoot().profile("north/fees")
        #expect(profile.plan.zone == "Europe/Oslo")
        #expect(profile.institution.title == "north")
        #expect(profile.plan.delivery.conflict == .replace)
        #expect(profile.plan.sources.map(\.path).contains("Profiles/north/connections.yaml"))
        #expect(try TestRoot().profile("example/sis-import").name.profile == "sis-import")
    }

    @Test func `an institution cannot use another's connections`() {
        var root = TestRoot()
        root["Profiles/north/fees.yaml"] = TestRoot.northProfile.replacing(
            "connection: nord, folder", with: "connection: alma, folder")
        #expect(root.complaints("north/fees") == ["fees:3:18 to.connection"])
        #expect(root.messages("north/fees") == ["there is no connection 'alma' in Profiles/north/connections.yaml"])
    }

    @Test func `names are listed, sorted`() throws {
        var root = TestRoot()
        root["Profiles/bursar.yaml"] = "not even: [YAML"
        root["Profiles/README.md"] = "text"
        root["Profiles/.hidden.yaml"] = "x"
        #expect(
            try root.configuration().profileNames.map(\.description) == [
                "example/bursar", "example/sis-import", "north/fees",
            ])
    }

    @Test(arguments: [
        ("sis-imprt", "there is no profile 'sis-imprt' of 'example'; did you mean 'sis-import'? There are: sis-import"),
        ("north/sis-import", "there is no profile 'sis-import' of 'north'; there are: fees"),
        ("nort/fees", "there is no institution 'nort'; did you mean 'north'? There are: example, north"),
        ("a/b/c", "there is no institution 'a'; there are: example, north"),
        ("connections", "there is no profile 'connections' of 'example'; there are: sis-import"),
        ("../sis-import", "there is no institution '..'; there are: example, north"),
    ])
    func `unknown names come with known ones`(_ name: String, _ message: String) {
        #expect(TestRoot().messages(name) == [message])
    }

    @Test func `faults know their codes`() throws {
        #expect(TestRoot().complaints("nobody") == ["setup.profile.unknown"])
        #expect(TestRoot().complaints("x/y") == ["setup.institution.unknown"])
        var root = TestRoot()
        root.files = [:]
        #expect(root.complaints() == ["setup.root.missing"])
        #expect(Set(Code.setup.map(\.name)).count == 6)
    }

    @Test(arguments: [
        ("default: example", "default: exampel", "institutions:1:10 default example"),
        ("default: example", "", "institutions:2:1 default"),
        ("America/Chicago", "America/Chicgo", "institutions:5:11 institutions.example.zone"),
        ("    zone: Europe/Oslo", "    title: Oslo", "institutions:7:5 institutions.north.zone"),
        ("  north:", "  nor/th:", "institutions:6:3 institutions.nor/th"),
        ("  north:", "  daemon:", "institutions:6:3 institutions.daemon"),
        ("  north:", "  example:", "institutions:6:3 example"),
        ("title:", "titel:", "institutions:4:5 institutions.example.titel title"),
        ("institutions:", "institution:", "institutions:2:1 institution institutions"),
    ])
    func `the list of institutions must be whole`(_ old: String, _ new: String, _ complaint: String) {
        var root = TestRoot()
        root["Profiles/institutions.yaml"] = TestRoot.institutions.replacing(old, with: new, maxReplacements: 1)
        #expect(root.complaints().contains(complaint), "\(root.complaints())")
    }

    @Test(arguments: [
        ("scheme: local", "scheme: locl", "connections:3:13 connections.campus.scheme local"),
        ("scheme: local", "", "connections:4:5 connections.campus.scheme"),
        ("path: places/campus", "pth: x", "connections:4:5 connections.campus.pth path"),
        ("path: places/campus", "", "connections:3:5 connections.campus.path"),
        ("path: places/campus", "path: /dev/null", "connections:4:11 connections.campus.path"),
        ("path: places/campus", "path: x\n    attempts: 11", "connections:5:15 connections.campus.attempts"),
        ("connections:", "connection:", "connections:1:1 connection connections"),
        ("connections:", "connections: [", "connections:1:14"),
    ])
    func `the connections of a profile must be whole`(_ old: String, _ new: String, _ complaint: String) {
        var root = TestRoot()
        root["Profiles/connections.yaml"] = TestRoot.connections.replacing(old, with: new, maxReplacements: 1)
        #expect(root.complaints() == [complaint])
    }

    @Test func `mistakes in several files come together`() {
        var root = TestRoot(lines: [7: "  settle: soon"])
        root["Profiles/connections.yaml"] = "connections: ["
        #expect(root.complaints() == ["connections:2:1", "sis-import:7:11 from.settle"])
    }

    @Test func `a connection that nobody needs spoils no run`() throws {
        var root = TestRoot()
        root["Profiles/connections.yaml"] += "\n  spare:\n    scheme: sftp\n"
        #expect(root.complaints() == [])
        let review = try root.configuration().review()
        #expect(review.profiles.isEmpty)
        #expect(review.connections.all.map(\.mark.description) == ["Profiles/connections.yaml:9:13"])
    }

    @Test func `files that are not there are missed`() {
        var root = TestRoot()
        root.files["Profiles/connections.yaml"] = nil
        #expect(root.complaints() == ["connections:1:1"])
        root.files["Profiles/institutions.yaml"] = nil
        #expect(root.complaints() == ["institutions:1:1"])
    }

    @Test func `a review finds everything once`() throws {
        var root = TestRoot(lines: [4: "  connection: cmpus"])
        root["Profiles/second.yaml"] = root[TestRoot.profilePath]
        root["Profiles/connections.yaml"] = TestRoot.connections.replacing("path: places/alma", with: "path: [x]")
        root["Profiles/old.yml"] = ""
        root["Profiles/my profile.yaml"] = ""
        let review = try root.configuration().review()
        #expect(review.profiles.keys.map(\.profile).sorted() == ["second", "sis-import"])
        #expect(
            review.all.all.map(\.mark.description) == [
                "Profiles/connections.yaml:7:11", "Profiles/my profile.yaml:1:1", "Profiles/old.yml:1:1",
                "Profiles/second.yaml:4:15", "Profiles/sis-import.yaml:4:15",
            ])
    }

    @Test func `a fault of a file comes through`() throws {
        let gone = Fault(.testPlace, .stop, "the disk is gone")
        let files = ConfigurationFiles(
            root: "/", read: { (_) throws(Fault) in throw gone }, list: { (_) in ["a.yaml"] })
        #expect(throws: SetupFailure.fault(gone)) {
            try Configuration.read(files, plugIns: PlugIns(feeds: [], transports: []), zoneExists: { _ in true })
        }
    }

    @Test func `complaints become one fault`() throws {
        let failure = #expect(throws: SetupFailure.self) { try TestRoot(lines: [1: "fed: x", 2: "x: y"]).profile() }
        let fault = try #require(failure).fault
        #expect(fault.code == .setupComplaints)
        #expect(fault.end == .configuration)
        #expect(fault.message == "Profiles/sis-import.yaml:1:1: 'fed' is not a key of a profile")
        #expect(fault.context == ["file": "Profiles/sis-import.yaml", "line": "1", "column": "1", "key": "fed"])
    }
}
