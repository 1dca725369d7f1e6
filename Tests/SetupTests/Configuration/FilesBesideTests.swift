import Exchange
import Setup
import Testing

@Suite struct `A file beside a profile` {
    static func root(_ lines: String, _ files: [String: [UInt8]] = [:]) -> TestRoot {
        var root = TestRoot()
        root[TestRoot.profilePath] = """
            feed: test-list
            from: {connection: campus, files: "*.csv"}
            to: {connection: alma, name: "{run}.zip"}
            \(lines)
            """
        for (name, bytes) in files { root.files["Profiles/\(name)"] = bytes }
        return root
    }

    static func profile(_ root: TestRoot) throws(SetupFailure) -> Profile {
        try configuration(root).profile("sis-import")
    }

    static func configuration(_ root: TestRoot) throws(SetupFailure) -> Configuration {
        try Configuration.read(
            root.access, plugIns: PlugIns(feeds: [ListFeed.self, TestFeed.self], transports: [TestTransport.self]),
            zoneExists: { _ in true })
    }

    static func complaints(_ lines: String, _ files: [String: [UInt8]] = [:]) -> [String] {
        do { _ = try profile(root(lines, files)) } catch {
            guard case .complaints(let complaints) = error else { return ["\(error)"] }
            return complaints.all.map { complaint in
                "\(complaint.mark.line):\(complaint.mark.column) \(complaint.message) \(complaint.nearest ?? "-")"
            }
        }
        return []
    }

    @Test func `is lent to the feed as text, and pins the run`() throws {
        let files = [
            "lists/protected.txt": [0xEF, 0xBB, 0xBF] + Array("ä".utf8), "lists/a.csv": Array("A,B".utf8),
            "lists/other.csv": [1],
        ]
        let root = Self.root("protected: lists/protected.txt\nfields: {a: {column: A, lookup: lists/a.csv}}", files)
        let profile = try Self.profile(root)
        #expect(profile.doubts.all.map(\.message) == ["ä", "3 bytes"])
        #expect(
            profile.doubts.all.map(\.mark.description) == [
                "Profiles/lists/protected.txt:2:1", "Profiles/sis-import.yaml:5:33",
            ])
        #expect(
            profile.plan.sources.map(\.path) == [
                "Profiles/connections.yaml", "Profiles/institutions.yaml", "Profiles/lists/a.csv",
                "Profiles/lists/protected.txt", "Profiles/sis-import.yaml",
            ])
        #expect(profile.plan.sources.first { $0.path == "Profiles/lists/protected.txt" }?.bytes.count == 5)
    }

    @Test(arguments: ["../secret", "/etc/passwd", "lists/../../x", "a//b", "./a", "a\\\\b", "lists/"])
    func `must stand below the profile's folder`(name: String) {
        #expect(
            Self.complaints("protected: \"\(name)\"", ["../secret": [65]]) == [
                "4:12 the file '\(name == "a\\\\b" ? "a\\b" : name)' is not a name below the profile's folder: no '..', "
                    + "no '/' in front, no '\\' -"
            ])
    }

    @Test func `that is not there is a complaint where it is named, with the nearest name`() {
        #expect(
            Self.complaints(
                "protected: lists/protcted.txt\nfields: {a: {lookup: lists/b.csv}}",
                ["lists/protected.txt": [65]]) == [
                    "4:12 the file 'lists/protcted.txt' is not there; it is looked for in Profiles lists/protected.txt",
                    "5:22 the file 'lists/b.csv' is not there; it is looked for in Profiles -",
                ])
    }

    @Test func `is UTF-8 text of 16 MiB at most`() {
        let whole = [UInt8](repeating: 65, count: FileBeside.byteLimit)
        #expect(Self.complaints("protected: a", ["a": whole]) == [])
        #expect(Self.complaints("protected: a", ["a": whole + [65]]) == ["4:12 the file 'a' is larger than 16 MiB -"])
        #expect(
            Self.complaints("protected: a", ["a": [0x4D, 0xFC]]) == [
                "4:12 the file 'a' is not UTF-8 text; save it as UTF-8 -"
            ])
    }

    @Test func `may give rise to warnings, which stop nothing`() throws {
        let review = try Self.configuration(Self.root("protected: a", ["a": [65]])).review()
        #expect(review.all.all.filter { $0.mark.file == TestRoot.profilePath } == [])
        #expect(review.doubts.all.map(\.severity) == [.warning])
        let lines = ComplaintText.lines(review.doubts) { _ in Array("x\nline two".utf8) }
        #expect(lines == ["Profiles/a:2:1: warning: A", "    line two", "    ^"])
    }
}
