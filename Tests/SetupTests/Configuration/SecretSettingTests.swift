import Exchange
import Setup
import Testing

@Suite struct `Secrets in the configuration` {
    private func root(_ line: String, in file: String = "Profiles/connections.yaml") -> TestRoot {
        var root = TestRoot()
        root[file] = root[file].replacing("path: places/", with: "\(line)\n    path: places/", maxReplacements: 1)
        return root
    }

    private func shown(_ root: TestRoot, _ name: String = "sis-import") -> [String] {
        let complaints = root.failure(name).map(TestRoot.complaints) ?? []
        return ComplaintText.lines(Complaints(complaints)) { root.files[$0] }
    }

    @Test(arguments: ["file:/etc/exchange/keys/campus", "file:keys/campus", "credential:campus-key", "env:CAMPUS_KEY"])
    func `are referred to`(text: String) {
        #expect(root("key: \(text)").complaints() == [])
    }

    @Test(arguments: [
        "hunter2", "\"file:\"", "file:/keys/", "file:~/.ssh/id", "file:../north/key", "file:/etc/x/../key",
        "file:./key",
        "credential:a/b",
        "credential:..", "env:1X", "env:A B", "ENV:X", "vault:hunter2", "\"-----BEGIN X-----\"",
        "|\n      hunter2\n      x",
        "[hunter2]", "{hunter2: x}",
    ])
    func `are not written there, and what is written instead is not repeated`(text: String) {
        let root = root("key: \(text)")
        #expect(root.complaints() == ["connections:4:10 connections.campus.key"])
        let lines = shown(root)
        #expect(lines.count == 1 && lines[0].contains("never the secret itself"), "\(lines)")
        #expect(!lines.joined().contains("hunter2") && !lines.joined().contains("BEGIN"))
    }

    @Test(arguments: [
        "{scheme: local, path: x, key: hunter2, atempts: 3}", "{scheme: locl, path: x, key: hunter2}",
        "{scheme: local, path: x, \"key\" : hunter2, attempts: 99}", "{scheme: local, path: x, keyy: hunter2}",
        "{scheme: local, key: hunter2}", "{scheme: local, path: x, KEY: hunter2}",
    ])
    func `are not repeated with another complaint about the same line`(block: String) {
        var root = TestRoot()
        root["Profiles/connections.yaml"] = "connections:\n  campus: \(block)\n  alma: {scheme: local, path: y}\n"
        let lines = shown(root)
        #expect(!lines.isEmpty && !lines.joined().contains("hunter2"), "\(lines)")
    }

    @Test func `a line that says where one is kept may be shown`() {
        var root = TestRoot()
        root["Profiles/connections.yaml"] =
            "connections:\n  campus: {scheme: local, pth: x, key: env:X}\n  alma: {scheme: local, path: y}\n"
        #expect(shown(root).contains("    campus: {scheme: local, pth: x, key: env:X}"))
    }

    @Test(arguments: [
        ("key: file:Profiles/north/key", "Profiles/north"), ("key: file:/srv/exchange//state/north/key", "state/north"),
    ])
    func `of another institution are refused`(line: String, folder: String) {
        let root = root(line)
        #expect(root.complaints() == ["connections:4:10 connections.campus.key"])
        #expect(
            root.messages() == ["'\(folder)' is another institution's folder; an institution's secrets are its own"])
    }

    @Test func `of one's own are not`() {
        #expect(root("key: file:state/example/key").complaints() == [])
        let north = "Profiles/north/connections.yaml"
        #expect(root("key: file:Profiles/north/key", in: north).complaints("north/fees") == [])
        #expect(root("key: file:state/example/key", in: north).complaints("north/fees").count == 1)
        #expect(root("key: file:state/northern/key").complaints() == [])
    }

    @Test func `relative files start at the root`() {
        let mark = Mark(file: "a.yaml", line: 1, column: 1)
        func secret(_ text: String) -> SecretSource? {
            let pair = Node.Pair(key: "key", keyMark: mark, value: .scalar(text, quoted: false, mark))
            return Settings(
                .map([pair], mark), declared: [Setting("key", .secret, "x", example: "x")], root: "/srv/exchange"
            ).secret("key")
        }
        #expect(secret("file:keys/a b") == .file("/srv/exchange/keys/a b"))
        #expect(secret("file:/keys/a") == .file("/keys/a"))
        #expect(secret("credential:a.b@c-d") == .credential("a.b@c-d"))
        #expect(secret("env:A_1") == .environment("A_1"))
    }
}
