import Exchange
import Setup
import Testing

@Suite struct `A profile's transformers` {
    private static let program = "transformers/fix.py"

    /// The profile with this text at its end, and a program that has these permissions.
    private func root(_ transformers: String, program: String? = "#!/bin/sh\n") -> TestRoot {
        var root = TestRoot()
        root[TestRoot.profilePath] = TestRoot.profile + "\ntransformers:\n" + transformers
        if let program { root[Self.program] = program }
        return root
    }

    private func configuration(_ root: TestRoot, mode: UInt32) throws -> Configuration {
        let files = root.access
        return try Configuration.read(
            ConfigurationFiles(root: files.root, read: files.read, list: files.list, mode: { _ in mode }),
            plugIns: PlugIns(feeds: [TestFeed.self], transports: [TestTransport.self]), zoneExists: { _ in true })
    }

    @Test func `are read with their defaults`() throws {
        let plan = try root("  - program: transformers/fix.py").profile().plan
        #expect(
            plan.transformers == [TransformerPlan(program: Self.program, path: "/srv/exchange/transformers/fix.py")])
        #expect(plan.transformers.first?.timeoutMilliseconds == 30_000)
        #expect(try TestRoot().profile().plan.transformers.isEmpty)
    }

    @Test func `are read in their order with all they say`() throws {
        let plan = try root(
            """
              - {program: transformers/fix.py, arguments: [-n, "5", $HOME], timeout: 2m, format: tsv}
              - {program: transformers/fix.py, adds: [CAMPUS, NOTE], environment: {TERM_CODE: "2027", _x: ""}}
            """
        ).profile().plan
        let path = "/srv/exchange/transformers/fix.py"
        #expect(
            plan.transformers == [
                TransformerPlan(
                    program: Self.program, path: path, arguments: ["-n", "5", "$HOME"], timeoutMilliseconds: 120_000,
                    format: .tsv),
                TransformerPlan(
                    program: Self.program, path: path, adds: ["CAMPUS", "NOTE"],
                    environment: ["TERM_CODE": "2027", "_x": ""]),
            ])
    }

    @Test func `belong to what the configuration is pinned by`() throws {
        let sources = try root("  - program: transformers/fix.py", program: "#!/bin/sh\ncat\n").profile().plan.sources
        #expect(sources.last == SourceFile(path: Self.program, bytes: Array("#!/bin/sh\ncat\n".utf8)))
    }

    @Test(arguments: [
        ("  - program: /transformers/fix.py", "22", "named from the root"),
        ("  - program: ../fix.py", "22", "named from the root"),
        ("  - program: \"\"", "22", "named from the root"),
        ("  - program: transformers/none.py", "22", "there is no 'transformers/none.py'"),
        ("  - {program: transformers/fix.py, timeout: 0s}", "22", "without any time"),
        ("  - {program: transformers/fix.py, adds: [A, A]}", "22", "'A' is named twice"),
        ("  - {program: transformers/fix.py, adds: [\"\"]}", "22", "a column has a name"),
        ("  - {program: transformers/fix.py, arguments: [\"a\\0\"]}", "22", "control character"),
        ("  - {program: transformers/fix.py, environment: {1A: x}}", "22", "letters, digits and '_'"),
        ("  - {program: transformers/fix.py, environment: {EXCHANGE_RUN: x}}", "22", "set by this program"),
        ("  - {program: transformers/fix.py, environment: {A: \"\\0\"}}", "22", "control character"),
        ("  - {program: transformers/fix.py, format: csv}", "22", "csv"),
        ("  - {timeout: 5s}", "22", "program"),
        ("  - transformers/fix.py", "22", "block"),
    ])
    func `that are not whole are complained about`(_ yaml: String, _ line: String, _ words: String) {
        let root = root(yaml)
        let complaints = root.complaints()
        #expect(complaints.count == 1 && complaints[0].hasPrefix("sis-import:\(line):"), "\(complaints)")
        #expect(root.messages().contains { $0.contains(words) }, "\(root.messages())")
    }

    @Test(arguments: [
        (UInt32(0o644), "may not be executed"), (0o757, "may be changed by everybody"), (0o755, nil), (0o500, nil),
        (0o775, nil),
    ])
    func `are programs that may be trusted`(_ mode: UInt32, _ words: String?) throws {
        let configuration = try configuration(root("  - program: transformers/fix.py"), mode: mode)
        do {
            _ = try configuration.profile("sis-import")
            #expect(words == nil)
        } catch {
            let messages = TestRoot.complaints(error).map(\.message)
            #expect(messages.count == 1 && messages[0].contains(words ?? "nothing to complain about"), "\(messages)")
        }
    }

    @Test func `are small`() {
        let root = root("  - program: transformers/fix.py", program: String(repeating: "#", count: (4 << 20) + 1))
        #expect(root.messages() == ["'transformers/fix.py' is larger than 4 MiB; name a small script that starts it"])
    }

    @Test func `are explained`() throws {
        let profile = try root("  - {program: transformers/fix.py, arguments: [-n], adds: [CAMPUS]}").profile()
        let lines = ProfileExplanation(profile).lines
        let start = try #require(lines.firstIndex(of: "What your own programs do first"))
        #expect(
            Array(lines[start...].prefix(4)) == [
                "What your own programs do first",
                "  transformers/fix.py -n sees each record and may change it, leave it out, refuse it or make several "
                    + "of it.",
                "  It may add CAMPUS.",
                "  If it says nothing for 30 s, or answers what cannot be understood, nothing at all is sent.",
            ])
        #expect(!ProfileExplanation(try TestRoot().profile()).lines.contains("What your own programs do first"))
    }
}
