import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// Files that cannot be taken as they stand.
@Suite struct BadInputTests {
    @Test(arguments: BadInput.all) func `a bad file is named, explained and left alone`(_ input: BadInput) throws {
        let site = try Site()
        let bytes = try input.bytes()
        try site.give(bytes)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == input.exit, "\(outcome.errors)")
        #expect(report.exit == input.exit)
        #expect(report.counts.balance)
        let codes = report.findings.map(\.rule) + [report.fault?.code].compactMap(\.self)
        #expect(codes.contains(input.code), "\(codes)")
        for remedy in report.findings.map(\.remedy) + [report.fault?.remedy].compactMap(\.self) {
            #expect(!remedy.isEmpty)
        }
        let text = try site.run("report").output
        #expect(text.contains(input.sentence), "\(text)")
        #expect(text.contains("  -> "))
        if input.exit == 1 {
            #expect(site.delivered.count == 1)
            #expect(site.scratch.bytes("places/campus/done/people_1.csv") == bytes)
        } else {
            #expect(site.everythingAtTarget.isEmpty)
            #expect(site.scratch.bytes("\(Site.pickup)/people_1.csv") == bytes)
            #expect(text.contains("nothing was delivered"))
        }
    }

    @Test func `a line of 200 MB is refused in 64 MB of memory`() throws {
        let site = try Site()
        let head = try Site.sample().prefix { $0 != 10 } + [10]
        try site.give(Array(head))
        let file = site.scratch.at("\(Site.pickup)/people_1.csv")
        let make = ChildProcess("/bin/sh", ["-c", "head -c 200000000 /dev/zero | tr '\\0' x >> \"$1\"", "sh", file])
        #expect(try make.run().status == 0)
        let outcome = try confined(site, "run", "sis-import", "--json")
        let report = try ReportDocument(outcome.output)
        #expect(outcome.status == 5, "\(outcome.errors)")
        #expect(report.fault?.code == "csv.record.long")
        #expect(report.fault?.message.contains("people_1.csv") == true)
        #expect(site.everythingAtTarget.isEmpty)
        #expect(site.waiting == ["people_1.csv"])
    }

    @Test func `a hole of 1 GB is refused in 64 MB of memory`() throws {
        let site = try Site()
        try site.give(Array(try Site.sample().prefix { $0 != 10 } + [10]))
        let file = site.scratch.at("\(Site.pickup)/people_1.csv")
        try #require(truncate(file, 1 << 30) == 0)
        let outcome = try confined(site, "validate", file, "--profile", "sis-import")
        #expect(outcome.status == 5, "\(outcome.errors)")
        #expect(outcome.output.contains("csv.record.long"), "\(outcome.output)")
    }

    /// The kernel gives the program no more data than 64 MiB; it would die of more.
    private func confined(_ site: Site, _ arguments: String...) throws -> Program.Outcome {
        let shell = Program("/bin/sh", environment: ["EXCHANGE_ROOT": site.root])
        return try shell.run(["-c", "ulimit -d 65536 && exec \"$@\"", "sh", Repository.binary] + arguments)
    }
}
