import Foundation
import ServerKit
import Testing

/// `exchange audit`, and what somebody else's program makes of it.
@Suite struct `The audit chain outside the program` {
    let site: Site

    init() throws {
        site = try Site(profile: ExitCodeTests.small)
        for number in 1...2 {
            try give(number)
            #expect(try site.carry().outcome.status == 0)
        }
    }

    /// A load that is a little larger than the one before.
    private func give(_ number: Int) throws {
        let rows = (1...20 + number).map { "\($0),Example\n" }
        try site.give("id,last\n" + rows.joined(), as: "people_\(number).csv")
    }

    private func export(_ more: String...) throws -> String {
        let outcome = try site.program.run(["audit", "export"] + more)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }

    private func check(_ arguments: [String]) throws -> Program.Outcome {
        try Program("/usr/bin/python3").run(["\(Repository.path)/Tests/Auditing/check_export.py"] + arguments)
    }

    private func head(of run: String) throws -> String {
        struct Document: Decodable {
            struct Audit: Decodable {
                let row: Int
                let head: String
            }
            let audit: Audit
        }
        let text = try site.run("report", run, "--json").output
        let audit = try JSONDecoder().decode(Document.self, from: Data(text.utf8)).audit
        return "\(audit.row):\(audit.head)"
    }

    @Test func `is recomputed by another program, whole, by run and in part`() throws {
        try site.scratch.write("all", try export())
        let head = try head(of: "26-0002")
        let all = try check(["--institution", "example", "--head", head, site.scratch.at("all")])
        #expect(all.status == 0, "\(all.output) \(all.errors)")
        try site.scratch.write("one", try export("--run", "26-0001"))
        #expect(try check(["--gaps", site.scratch.at("one")]).status == 0)
        try site.scratch.write("part", try export("--from", "10"))
        #expect(try check([site.scratch.at("part")]).status == 0)
        #expect(try check(["--institution", "other", site.scratch.at("all")]).status == 1)
        #expect(try export("--run", "26-0002").hasSuffix("\"hash\":\"\(head.split(separator: ":")[1])\"}\n"))
        #expect(try site.run("audit", "export", "--run", "26-0099").status == 64)
    }

    @Test func `shows every one of a thousand flipped bits to that program`() throws {
        let bytes = Array(try export().utf8)
        var random = SeededNumbers(6)
        var files: [String] = []
        for number in 0..<1_000 {
            var flipped = bytes
            flipped[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            try site.scratch.write("flips/\(number)", flipped)
            files.append(site.scratch.at("flips/\(number)"))
        }
        let outcome = try check(["--institution", "example"] + files)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 1_000 && lines.allSatisfy { $0.hasPrefix("broken ") }, "\(outcome.errors)")
    }

    @Test func `shows a removed line to that program, and a missing end by the head of the report`() throws {
        let lines = try export().split(separator: "\n").map { "\($0)\n" }
        try site.scratch.write("middle", (lines[..<5] + lines[6...]).joined())
        #expect(try check([site.scratch.at("middle")]).output.contains("row 6 is missing"))
        try site.scratch.write("short", lines.dropLast(2).joined())
        #expect(try check([site.scratch.at("short")]).status == 0)
        #expect(try check(["--head", try head(of: "26-0002"), site.scratch.at("short")]).status == 1)
    }

    @Test func `is held against the head of a report`() throws {
        for run in ["26-0001", "26-0002"] {
            let head = try head(of: run)
            let text = try site.run("report", run).output
            #expect(text.hasSuffix("\n  audit head: \(head)\n"), "\(text)")
            let verified = try site.run("audit", "verify", "--head", head)
            #expect(verified.status == 0 && verified.output.contains("The head is row "), "\(verified.errors)")
            let hash = String(head.split(separator: ":")[1])
            #expect(try site.run("audit", "verify", "--head", hash, "--json").output.contains("\"head\" : "))
            let moved = try site.run("audit", "verify", "--head", "3:\(hash)")
            #expect(moved.status == 8 && moved.errors.contains("[ledger.head]"))
        }
        #expect(try site.run("audit", "verify", "--head", "x").status == 64)
        #expect(try site.run("ledger", "verify").status == 0)
    }

    @Test func `cut at its end, as by an old copy put back, is whole but for the head`() throws {
        let copy = site.scratch.at("copy.sqlite")
        #expect(try site.run("ledger", "backup", copy).status == 0)
        try give(3)
        #expect(try site.carry().outcome.status == 0)
        let head = try head(of: "26-0003")
        #expect(try site.run("audit", "verify", copy).status == 0)
        let verified = try site.run("audit", "verify", copy, "--head", head)
        #expect(verified.status == 8 && verified.errors.contains("[ledger.head]"), "\(verified.errors)")
    }

    @Test func `stands in no dry run's report, which nobody could look up`() throws {
        try give(3)
        #expect(!(try site.run("run", "sis-import", "--dry-run").output.contains("audit head")))
    }

    @Test func `stands in a report whose process was killed before it could write the head down`() throws {
        try give(3)
        let killed = try Program(
            Repository.debugBinary,
            environment: ["EXCHANGE_ROOT": site.root, "EXCHANGE_FP": "run.anchoring:1:kill"]
        ).run("run", "sis-import", "--as-of", Site.clock)
        #expect(killed.status == 137)
        let head = try head(of: "26-0003")
        #expect(try site.run("audit", "verify", "--head", head).status == 0)
    }
}
