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
        // A long sentence goes on in the next line.
        #expect(text.replacing(/\n +/, with: " ").contains(input.sentence), "\(text)")
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
        #expect(outcome.status == 5, "\(outcome.errors)")
        let report = try ReportDocument(outcome.output)
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

    /// Runs the program and holds the most memory it ever had resident against 64 MiB. Resident, not reserved: what
    /// threads might use of their stacks is no memory. Python starts it, because a child counts what its parent held.
    private func confined(_ site: Site, _ arguments: String...) throws -> Program.Outcome {
        let measure = """
            import resource, subprocess, sys
            ended = subprocess.run(sys.argv[1:]).returncode
            sys.stderr.write("peak %d" % resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            sys.exit(ended)
            """
        let python = Program("/usr/bin/python3", environment: ["EXCHANGE_ROOT": site.root])
        let outcome = try python.run(["-c", measure, Repository.binary] + arguments)
        let peak = outcome.errors.components(separatedBy: "peak ").last.flatMap { Int($0) }
        #expect(try #require(peak, "\(outcome.errors)") <= 64 << 10)
        return outcome
    }
}
