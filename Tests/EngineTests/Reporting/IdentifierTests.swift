import Exchange
import Machine
import ServerKit
import Testing

@testable import Engine

@Suite struct `The identifier of a record` {
    @Test func `is shown with its line`() throws {
        let bench = try Bench()
        bench.feed = ToldFeed(subject: "900123456")
        try bench.put("in/a.txt", "one\n!two\n")
        #expect(ReportText(try bench.run()).text.contains("line 2 (900123456): A !."))
    }

    @Test func `is nowhere in the state where it must not be named`() throws {
        for name: (String) -> String? in [{ _ in nil }, { _ in "0badcafe" }] {
            let bench = try Bench()
            bench.naming = name
            bench.feed = ToldFeed(subject: "900123456")
            try bench.put("in/a.txt", "one\n!two\n")
            let report = try bench.run()
            #expect(report.findings.map(\.subject) == [name("")])
            for file in ["report.json", "conversion.json"] {
                let text = try #require(bench.scratch.text("state/runs/\(report.run)/\(file)"))
                #expect(!text.contains("900123456"), "\(file)")
            }
        }
    }

    @Test func `has a pseudonym that stays, and another one under another key`() throws {
        let scratch = try Scratch()
        let names = try (0..<2).map { _ in try Pseudonyms(in: Workspace(scratch.at("state"))).name("900123456") }
        #expect(names[0] == names[1] && names[0].count == 8 && names[0] != "90012345")
        #expect(try #require(scratch.bytes("state/pseudonym.key")).count == 32)
        #expect(scratch.names("state") == ["pseudonym.key"])
        #expect(try Pseudonyms(in: Workspace(scratch.at("other"))).name("900123456") != names[0])
        let mode = try Folder.open(scratch.at("state")).open("pseudonym.key").attributes()
        #expect(mode.size == 32)
    }

    @Test func `is not guessed with a key that is damaged`() throws {
        let scratch = try Scratch()
        try scratch.write("state/pseudonym.key", "short")
        #expect(
            throws: Fault(
                .reportKey, .stop, "\(scratch.at("state/pseudonym.key")) has 5 bytes, and a key has 32.",
                context: ["path": scratch.at("state/pseudonym.key")])
        ) { try Pseudonyms(in: Workspace(scratch.at("state"))) }
    }
}
