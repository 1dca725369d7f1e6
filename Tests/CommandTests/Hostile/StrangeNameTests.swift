import Foundation
import ServerKit
import Testing

/// Files at the source with names nobody would choose.
@Suite struct StrangeNameTests {
    /// Python writes them: not all are text.
    private static let usable = [
        "b'people_ \\'\"$(id)`;&.csv'", "b'people_..'", "b'people_' + b'a' * 244 + b'.csv'",
        "'people_e\\u0301.csv'.encode()",
        "'people_\\u202Evsc.exe'.encode()", "'people_\\u009b31m.csv'.encode()", "b'people_-rf --.csv'",
        "b'people_=1+1.csv'",
    ]
    private static let refused = [
        "b'people_\\x1b[2J.csv'", "b'people_\\n.csv'", "b'people_a\\tb.csv'", "b'people_\\xff\\xfe.csv'",
        "b'people_\\x7f.csv'",
    ]
    private static let ignored = [
        "b'people_1.csv.handled'", "b'people_2.csv.processed'", "b'people_3.old'", "b'.x-people_4.csv'",
        "b'.people_5.csv'",
    ]

    private func site(_ names: [String]) throws -> Site {
        let site = try Site(
            profile: ExitCodeTests.small.replacingOccurrences(of: "people_*.csv", with: "*").replacingOccurrences(
                of: "settle: 0s", with: "settle: 0s, after: move, after_folder: done"))
        let write = """
            import os, sys
            os.chdir(sys.argv[1])
            for number, name in enumerate([\(names.joined(separator: ", "))]):
                with open(name, 'w') as file: file.write('id,last\\nn%d,Example\\n' % number)
            print(ascii(sorted(os.listdir(b'.'))))
            """
        let made = try Program("/usr/bin/python3").run("-c", write, site.scratch.at(Site.pickup))
        try #require(made.status == 0, "\(made.errors)")
        return site
    }

    /// The names in a folder, as Python writes bytes.
    private func names(_ site: Site, _ folder: String) throws -> String {
        try Program("/usr/bin/python3").run(
            "-c", "import os, sys; print(sorted(os.listdir(os.fsencode(sys.argv[1]))))", site.scratch.at(folder)
        ).output
    }

    private func listed(_ names: [String]) throws -> String {
        try Program("/usr/bin/python3").run("-c", "print(sorted([\(names.joined(separator: ", "))]))").output
    }

    @Test func `a strange name is no reason to leave a file, and it keeps its name`() throws {
        let site = try site(Self.usable)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0, "\(report.headline) \(report.findings)")
        #expect(report.arrivals.count == Self.usable.count && report.counts.accepted == Self.usable.count)
        #expect(try names(site, "places/campus/done") == listed(Self.usable))
        #expect(site.waiting.isEmpty && site.delivered == ["people_26-0001.zip"])
    }

    @Test func `a name that cannot be used is said without being obeyed, and its file stays`() throws {
        let site = try site(Self.refused + ["b'people_good.csv'"])
        let (_, report) = try site.carry()
        #expect(report.counts.accepted == 1 && report.arrivals.count == 1)
        let findings = report.findings.filter { $0.rule == "pickup.name" }
        #expect(findings.count == Self.refused.count && findings.allSatisfy { $0.owner == "it" || $0.owner == "IT" })
        #expect(try names(site, Site.pickup) == listed(Self.refused))
        let text = try site.run("report").output
        #expect(text.contains("The name 'people_\\u{1b}[2J.csv' cannot be used; the file was not taken."), "\(text)")
        #expect(text.contains("-> Rename the file at the source. It was left where it is."))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    }

    @Test func `what has been handled, or is not finished, is never taken`() throws {
        let site = try site(Self.ignored)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 3 && report.arrivals.isEmpty && report.findings.isEmpty)
        #expect(report.headline.hasPrefix("No file matches '*' in "), "\(report.headline)")
        #expect(try names(site, Site.pickup) == listed(Self.ignored))
    }

    @Test func `two files whose names look alike are two files`() throws {
        let site = try site(["'people_\\u00e9.csv'.encode()", "'people_e\\u0301.csv'.encode()"])
        let report = try site.carry().report
        #expect(report.counts.accepted == 2 && Set(report.arrivals.map { Array($0.path.utf8) }).count == 2)
        #expect(site.waiting.isEmpty)
    }
}
