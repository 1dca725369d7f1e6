import Foundation
import ServerKit
import Testing

/// Which files `exchange run` takes, and how it says that they are finished.
@Suite struct PickupCommandTests {
    private func site(_ from: String) throws -> Site {
        try Site(
            profile: ExitCodeTests.small.replacingOccurrences(of: "settle: 0s", with: from).replacingOccurrences(
                of: "files: \"people_*.csv\", ", with: "")
                + "\nguard: {max_fall_percent: off, max_gone_percent: off}\n")
    }

    private func row(_ number: Int) -> String { "id,last\nn\(number),Example\n" }

    @Test func `numbered files are taken in their order, some at a time, and the report says what waits`() throws {
        let site = try site(
            "settle: 300ms, files_regex: 'people_\\d+\\.csv', except: \"*_3.csv\", order: number, at_most: 2, "
                + "after: move, after_folder: done")
        for number in [10, 9, 2, 3] { try site.give(row(number), as: "people_\(number).csv") }
        try site.give(row(99), as: "people_x.csv")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(report.arrivals.map(\.path) == ["outgoing/people_2.csv", "outgoing/people_9.csv"])
        let text = try site.run("report").output
        #expect(text.contains("(finished: unchanged for 300 ms)"), "\(text)")
        #expect(text.contains("people_10.csv waits for the next run"), "\(text)")
        #expect(try site.carry().report.arrivals.map(\.path) == ["outgoing/people_10.csv"])
        #expect(site.waiting == ["people_3.csv", "people_x.csv"])
    }

    @Test func `an empty file beside a whole one holds both`() throws {
        let site = try site("settle: 0s, files: \"people_*.csv\"")
        try site.give(row(1))
        try site.give("", as: "people_2.csv")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 2 && report.findings.map(\.rule) == ["pickup.empty"])
        #expect(site.everythingAtTarget.isEmpty && site.waiting == ["people_1.csv", "people_2.csv"])
    }

    @Test func `a folder of 100,000 files is looked through in 64 MB of memory`() throws {
        let site = try site("settle: 1s, at_most: 1, files: \"people_*.csv\"")
        let make = """
            import os, sys
            os.chdir(sys.argv[1])
            for number in range(100000):
                with open('people_%06d.csv' % number, 'w') as file: file.write('id,last\\nn%d,Example\\n' % number)
            """
        let made = try Program("/usr/bin/python3").run("-c", make, site.scratch.at(Site.pickup))
        try #require(made.status == 0, "\(made.errors)")
        let measure = """
            import resource, subprocess, sys
            ended = subprocess.run(sys.argv[1:]).returncode
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            sys.stderr.write("cpu %f peak %d" % (used.ru_utime + used.ru_stime, used.ru_maxrss))
            sys.exit(ended)
            """
        let python = Program("/usr/bin/python3", environment: ["EXCHANGE_ROOT": site.root])
        for _ in 1...2 {
            let outcome = try python.run("-c", measure, Repository.binary, "run", "sis-import")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let peak = outcome.errors.components(separatedBy: "peak ").last.flatMap { Int($0) }
            #expect(try #require(peak, "\(outcome.errors)") <= 64 << 10, "\(outcome.errors)")
        }
    }
}
