import Exchange
import Foundation
import Machine
import ServerKit
import Testing

/// The contract with cron and monitoring.
@Suite struct ExitCodeTests {
    static let people = "id,last\n1,Example\n2,Sample\n"
    static let small = """
        feed: sis-users
        from: {connection: campus, folder: outgoing, files: "people_*.csv", settle: 0s}
        to: {connection: alma, folder: sis, name: "people_{run}.zip"}
        fields:
          primary_id: {column: id, required: yes}
          last_name: {column: last, required: yes}
        """

    @Test func `0 is done, 3 is nothing to do`() throws {
        let site = try Site(profile: Self.small)
        try site.give(Self.people)
        let (first, report) = try site.carry()
        #expect(first.status == 0)
        #expect(report.headline == "2 records delivered in 1 file.")
        let (second, again) = try site.carry()
        #expect(second.status == 3)
        #expect(again.headline == "Nothing new: outgoing/people_1.csv was taken by an earlier run.")
        try site.give(Self.people, as: "people_2.csv")
        let (third, same) = try site.carry()
        #expect(third.status == 3)
        #expect(same.headline == "Nothing new: run 26-0001 delivered the very same content as people_26-0001.zip.")
        #expect(site.delivered.count == 1)
    }

    @Test func `1 is done with rejects, 2 is held, 5 is refused`() throws {
        let site = try Site(profile: Self.small + "\nguard: {max_rejects_percent: 40}\n")
        try site.give(Self.people + "3,\n", as: "people_1.csv")
        #expect(try site.carry().outcome.status == 1)
        try site.give("id,last\n1,\n2,Sample\n", as: "people_2.csv")
        #expect(try site.carry().outcome.status == 2)
        #expect(try site.run("status").status == 2, "somebody must act")
        try site.give("\n", as: "people_3.csv")
        #expect(try site.carry().outcome.status == 5)
        #expect(site.delivered.count == 1)
    }

    @Test func `4 is an expected file that is not there`() throws {
        let site = try Site(profile: Self.small.replacingOccurrences(of: "settle: 0s", with: "settle: 0s, expect: 1"))
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 4)
        #expect(report.headline.hasPrefix("Expected 1 file 'people_*.csv' in folder "))
        #expect(report.headline.hasSuffix("/outgoing, found 0."))
    }

    @Test func `7 is the configuration`() throws {
        let site = try Site(profile: Self.small.replacingOccurrences(of: "fields:", with: "feilds:"))
        try site.give(Self.people)
        for words in [
            ["run", "sis-import"], ["run", "sis-import", "--json"], ["profiles", "check"],
            ["profiles", "explain", "sis-import"],
        ] {
            #expect(try site.program.run(words).status == 7, "\(words)")
        }
        #expect(site.waiting == ["people_1.csv"])
        #expect(site.everythingAtTarget.isEmpty)
        #expect(site.scratch.names("state").isEmpty, "nothing starts until everything is whole")
        #expect(try Program(environment: ["EXCHANGE_ROOT": "/nowhere"]).run("status").status == 7)
    }

    @Test func `64 is the call`() throws {
        let site = try Site()
        let outcome = try site.run("run", "sis-inport")
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("did you mean 'sis-import'?"), "\(outcome.errors)")
        #expect(outcome.errors.contains("[setup.profile.unknown]"))
        for words in [
            ["run", "sis-import", "--as-of", "yesterday"], ["explain", "csv.empt"], ["report", "99-9999"],
            ["report", "--profile", "sis-inport"], ["history", "sis-inport"], ["history", "--institution", "exampel"],
            ["validate", "/nowhere"], ["validate", "/tmp"], ["run", "sis-import", "--as-of", "2026-02-30"],
        ] {
            let outcome = try site.program.run(words)
            #expect(outcome.status == 64, "\(words)")
            #expect(outcome.errors.contains("  -> "), "\(words): \(outcome.errors)")
        }
    }

    @Test func `row 22: 75 is busy, as long as another process holds the profile`() throws {
        let site = try Site(profile: Self.small)
        try site.give(Self.people)
        try site.scratch.folder("state/example/locks")
        // The other process is this one.
        var lock: ExclusiveLock? = try ExclusiveLock(site.scratch.at("state/example/locks/sis-import.lock"))
        let outcome = try site.run("run", "sis-import")
        #expect(outcome.status == 75)
        #expect(outcome.errors.contains("[machine.locked]"))
        #expect(site.waiting == ["people_1.csv"])
        #expect(lock != nil)
        lock = nil
        #expect(try site.carry().outcome.status == 0)
    }
}
