import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// Places that are not as the profile says, and things in the pickup folder that are no files.
@Suite struct BadPlaceTests {
    enum Thing: String, CaseIterable, Sendable {
        case folder = "a folder"
        case link = "a symbolic link"
        case dangling = "a symbolic link that leads nowhere"
        case pipe = "a pipe"

        func make(_ path: String) {
            switch self {
            case .folder: mkdir(path, 0o700)
            case .link: symlink("/etc/hostname", path)
            case .dangling: symlink("/nowhere/at/all", path)
            case .pipe: mkfifo(path, 0o600)
            }
        }

        var words: String {
            switch self {
            case .folder: "is a folder, not a file"
            case .link, .dangling: "is a symbolic link, not a file"
            case .pipe: "is a pipe or a device, not a file"
            }
        }
    }

    @Test(arguments: Thing.allCases) func `what is no file is not opened`(_ thing: Thing) throws {
        let site = try Site()
        thing.make(site.scratch.at("\(Site.pickup)/people_1.csv"))
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 5)
        #expect(report.findings.map(\.rule) == ["pickup.notafile"])
        #expect(report.findings.first?.message.contains(thing.words) == true, "\(report.findings)")
        #expect(site.waiting == ["people_1.csv"])
        #expect(site.everythingAtTarget.isEmpty)
    }

    @Test func `what is no file does not keep a good file from being taken`() throws {
        let site = try Site()
        Thing.link.make(site.scratch.at("\(Site.pickup)/people_0.csv"))
        Thing.pipe.make(site.scratch.at("\(Site.pickup)/people_9.csv"))
        try site.give(try Site.sample())
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 1)
        #expect(report.findings.filter { $0.rule == "pickup.notafile" }.count == 2)
        #expect(site.delivered.count == 1)
        #expect(site.waiting == ["people_0.csv", "people_9.csv"])
    }

    @Test(arguments: [Site.target, "places/alma", "places/campus", Site.pickup])
    func `a folder that is not there is named before anything is done`(_ folder: String) throws {
        let site = try Site()
        try site.give(try Site.sample())
        try #require(rename(site.scratch.at(folder), site.scratch.at("elsewhere")) == 0)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 6)
        #expect(report.fault?.code == "place.missing")
        let name = try #require(folder.split(separator: "/").last)
        #expect(report.fault?.message.contains(name) == true, "\(report.headline)")
        #expect(report.fault?.remedy.isEmpty == false)
        try #require(rename(site.scratch.at("elsewhere"), site.scratch.at(folder)) == 0)
        #expect(site.waiting == ["people_1.csv"])
        #expect(try site.carry().outcome.status == 1, "and once it is there, the next run delivers")
    }

    @Test func `a file we may not read is refused with the system's reason`() throws {
        let site = try Site()
        try site.give(try Site.sample())
        chmod(site.scratch.at("\(Site.pickup)/people_1.csv"), 0)
        // Root may read everything, so the program runs as a root that may not.
        let words =
            geteuid() == 0 ? ["/usr/bin/setpriv", "--bounding-set=-dac_override,-dac_read_search"] : ["/usr/bin/env"]
        let program = Program(words[0], environment: ["EXCHANGE_ROOT": site.root])
        let outcome = try program.run(words.dropFirst() + [Repository.binary, "run", "sis-import", "--json"])
        let report = try ReportDocument(outcome.output)
        #expect(outcome.status == 6, "\(outcome.errors)")
        #expect(report.fault?.code == "place.refused")
        #expect(report.fault?.message.contains("people_1.csv: Permission denied") == true, "\(report.headline)")
        #expect(site.everythingAtTarget.isEmpty)
        #expect(site.waiting == ["people_1.csv"])
    }

    @Test func `a file that is still growing is left until it stops`() throws {
        let profile = try Site.shippedProfile().replacingOccurrences(of: "settle: 0s", with: "settle: 1s")
        let site = try Site(profile: profile)
        let sample = try Site.sample()
        try site.give(Array(sample.prefix(9000)))
        let script = """
            (i=0; while [ $i -lt 40 ]; do printf x >> "$2"; sleep 0.1; i=$((i+1)); done) >/dev/null 2>&1 &
            writer=$!; "$1" run sis-import --json; code=$?; kill $writer; exit $code
            """
        let shell = Program("/bin/sh", environment: ["EXCHANGE_ROOT": site.root])
        let file = site.scratch.at("\(Site.pickup)/people_1.csv")
        let outcome = try shell.run(["-c", script, "sh", Repository.binary, file])
        let report = try ReportDocument(outcome.output)
        #expect(outcome.status == 3, "\(outcome.errors)")
        #expect(report.headline == "outgoing/people_1.csv is still being written; it is taken once it stops changing.")
        #expect(site.everythingAtTarget.isEmpty)
        try site.give(sample)
        #expect(try site.carry().outcome.status == 1)
        #expect(site.delivered.count == 1)
    }
}
