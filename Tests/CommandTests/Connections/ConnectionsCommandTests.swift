import Exchange
import Foundation
import ServerKit
import Testing

/// `exchange connections …` over folders of this machine, with the real program.
@Suite struct `exchange connections` {
    private let site: Site

    init() throws { site = try Site() }

    private func at(_ path: String) -> String { site.scratch.at(path) }

    @Test func `list says what there is and who uses it`() throws {
        let outcome = try site.run("connections", "list")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines[0].hasPrefix("CONNECTION"))
        #expect(lines.contains { $0.hasPrefix("campus") && $0.contains("sis-import") && $0.contains("local") })
        let json = try site.run("connections", "list", "--json")
        let documents = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(documents?.first?["profiles"] as? [String] == ["sis-import"])
    }

    @Test func `test tries all of them and leaves nothing behind`() throws {
        try site.give("PERSON_ID\n1\n")
        let outcome = try site.run("connections", "test")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        #expect(outcome.output.contains("1 file waiting") && outcome.output.contains("write+rename+delete ok in sis"))
        #expect(site.everythingAtTarget.isEmpty && site.waiting == ["people_1.csv"])
        #expect(site.scratch.names("state/example/scratch").isEmpty)
    }

    @Test func `test says what failed and what to do, and goes on`() throws {
        try FileManager.default.removeItem(atPath: at(Site.target))
        let outcome = try site.run("connections", "test", "alma")
        #expect(outcome.status == 6)
        #expect(outcome.output.contains("FAIL  write sis:") && outcome.output.contains("[place.missing]"))
        #expect(outcome.output.contains("ok    login"))
        let json = try site.run("connections", "test", "--json")
        #expect(json.status == 6 && json.output.contains("\"ok\" : true") && json.output.contains("\"ok\" : false"))
    }

    @Test func `a name that is not there is met with the nearest`() throws {
        let outcome = try site.run("connections", "test", "campsu")
        #expect(outcome.status == 64 && outcome.errors.contains("did you mean 'campus'?"))
        #expect(try site.run("connections", "ls", "nowhere/campus").status == 64)
    }

    @Test func `a connection that is not whole is complained about with its line`() throws {
        try site.scratch.write("Profiles/connections.yaml", "connections:\n  campus: {scheme: local, pth: x}\n")
        let outcome = try site.run("connections", "test", "campus")
        #expect(outcome.status == 7 && outcome.errors.contains("connections.yaml:2:"), "\(outcome.errors)")
    }

    @Test func `one that is not whole does not end list and test for the others`() throws {
        try site.scratch.write(
            "Profiles/connections.yaml",
            """
            connections:
              campus: {scheme: local, path: places/campus}
              broken: {scheme: local, pth: x}
              alma: {scheme: local, path: places/alma}

            """)
        for verb in ["list", "test"] {
            let outcome = try site.run("connections", verb)
            #expect(outcome.status == 7 && outcome.errors.contains("connections.yaml:3:"), "\(outcome.errors)")
            #expect(outcome.output.contains("campus") && outcome.output.contains("alma"), "\(outcome.output)")
            #expect(outcome.output.contains("not whole"))
            let json = try site.run("connections", verb, "--json")
            #expect(json.status == 7 && json.output.contains("connections.yaml:3:"))
        }
    }

    @Test func `probe prints a table, remembers it and leaves nothing behind`() throws {
        let outcome = try site.run("connections", "probe", "alma")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("rename onto a file") && outcome.output.contains("refused"))
        #expect(site.everythingAtTarget.isEmpty)
        #expect(site.scratch.text("state/example/places/alma.json")?.contains("fact rename onto a file") == true)
        let unknown = try site.run("connections", "probe", "campus")
        #expect(unknown.status == 64 && unknown.errors.contains("[connections.folder]"))
        #expect(try site.run("connections", "probe", "campus", "--folder", "outgoing", "--json").status == 0)
    }

    @Test func `trust has nothing to do where there is no host key`() throws {
        let outcome = try site.run("connections", "trust", "campus")
        #expect(outcome.status == 7 && outcome.errors.contains("[trust.rule]"))
    }

    @Test func `ls shows names that steer no terminal`() throws {
        try site.give("x", as: "a\u{1B}[2Jb.csv")
        let text = try site.run("connections", "ls", "campus", "outgoing")
        #expect(text.status == 0 && text.output.contains("a\\u{1B}[2Jb.csv") && !text.output.contains("\u{1B}"))
        let json = try site.run("connections", "ls", "campus", "outgoing", "--json")
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(object?["name"] as? String == "a\u{1B}[2Jb.csv" && object?["size"] as? Int == 1)
        #expect(try site.run("connections", "ls", "campus", "gone").status == 6)
        #expect(try site.run("connections", "ls", "campus", "../..").status == 6)
    }

    @Test func `get and put carry bytes as they are`() throws {
        let bytes = (0..<700_000).map { UInt8(($0 * 7) % 253) }
        try site.scratch.write("mine/big.bin", bytes)
        let put = try site.run("connections", "put", "alma", at("mine/big.bin"), "--to", "sis", "--check", "readback")
        #expect(put.status == 0 && put.output.contains("1 file, 700.0 kB in "), "\(put.output)\(put.errors)")
        #expect(site.scratch.bytes("\(Site.target)/big.bin") == bytes)
        let get = try site.run("connections", "get", "alma", "sis/*.bin", "--to", at("mine/copy.bin"))
        #expect(get.status == 64 && get.errors.contains("[connections.folder]"), "a pattern needs a folder")
        let one = try site.run("connections", "get", "alma", "sis/big.bin", "--to", at("mine/copy.bin"), "--json")
        #expect(one.status == 0 && one.output.contains("\"bytes\" : 700000"), "\(one.errors)")
        #expect(site.scratch.bytes("mine/copy.bin") == bytes)
        #expect(site.scratch.names("mine") == ["big.bin", "copy.bin"])
    }

    @Test func `get and put replace nothing unless told`() throws {
        try site.give("theirs", as: "a.csv")
        try site.scratch.write("mine/a.csv", "mine")
        let get = try site.run("connections", "get", "campus", "outgoing/a.csv", "--to", at("mine"))
        #expect(get.status == 64 && get.errors.contains("[carry.exists]"))
        let put = try site.run("connections", "put", "campus", at("mine/a.csv"), "--to", "outgoing")
        #expect(put.status == 64 && put.errors.contains("--replace"))
        #expect(site.scratch.text("\(Site.pickup)/a.csv") == "theirs" && site.scratch.text("mine/a.csv") == "mine")
        let sure = try site.run("connections", "put", "campus", at("mine/a.csv"), "--to", "outgoing", "--replace")
        #expect(sure.status == 0 && site.scratch.text("\(Site.pickup)/a.csv") == "mine")
        let named = try site.run(
            "connections", "get", "campus", "outgoing/a.csv", "--to", at("mine/a.csv"), "--replace", "--sync")
        #expect(named.status == 0, "\(named.errors)")
    }

    @Test func `many files are counted, not listed`() throws {
        for number in 0..<120 { try site.give("\(number)", as: "f\(number).txt") }
        try site.scratch.folder("mine")
        let get = try site.run("connections", "get", "campus", "outgoing/f*.txt", "--to", at("mine"))
        #expect(get.status == 0 && get.output.contains("… and 100 more") && get.output.contains("120 files"))
        #expect(site.scratch.names("mine").count == 120)
    }
}
