import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// What the program prints to a terminal, and what it does not print elsewhere.
@Suite struct TerminalTests {
    /// Runs under a terminal of `script` (util-linux); both outputs come back as one.
    private func typed(_ site: Site, _ environment: [String: String], _ words: String...) throws -> Program.Outcome {
        let all = environment.merging(["EXCHANGE_ROOT": site.root, "TERM": "xterm", "SHELL": "/bin/sh"]) { given, _ in
            given
        }
        // The debug build is slow enough to be watched.
        let line = ([Repository.debugBinary] + words).map { "'\($0)'" }.joined(separator: " ")
        return try Program("/usr/bin/script", environment: all).run("-qec", line, "/dev/null")
    }

    @Test func `a terminal shows colour`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        let outcome = try typed(site, [:], "run", "sis-import")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("\u{1B}[33mDONE WITH REJECTS"))
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func `whoever wants no colour gets none`(_ environment: [String: String]) throws {
        let site = try Site()
        try site.give(try Site.sample())
        let outcome = try typed(site, environment, "run", "sis-import")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("DONE WITH REJECTS"))
        #expect(!outcome.output.contains("\u{1B}["))
    }

    @Test func `elsewhere there are no escape codes`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        for words in [
            ["run", "sis-import"], ["report"], ["status"], ["history"], ["explain"],
            ["profiles", "explain", "sis-import"], ["run", "x"],
        ] {
            let outcome = try site.program.run(words)
            #expect(!(outcome.output + outcome.errors).contains("\u{1B}"), "\(words)")
            #expect(!(outcome.output + outcome.errors).contains("\r"), "\(words)")
        }
    }

    @Test func `long work shows how far it is, on a terminal only`() throws {
        let site = try Site(profile: ExitCodeTests.small)
        let rows = (0..<400_000).map { "\($0),Example \(String(repeating: "x", count: 60))" }.joined(separator: "\n")
        try site.give("id,last\n" + rows + "\n")
        let outcome = try typed(site, [:], "run", "sis-import", "--dry-run")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("\r\u{1B}[Kconvert  "), "\(outcome.output.prefix(300))")
        #expect(outcome.output.contains(" left"))
        let piped = try site.run("run", "sis-import", "--dry-run")
        #expect(!(piped.output + piped.errors).contains("convert  "))
        let quiet = try typed(site, [:], "run", "sis-import", "--quiet")
        #expect(!quiet.output.contains("convert  "))
    }
}
