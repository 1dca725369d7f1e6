import Exchange
import Foundation
import ServerKit
import Testing

/// An older copy of the ledger is put back, as people do after a disk has failed.
@Suite struct AdoptTests {
    let site: Site

    /// Two loads were sent; the ledger knows of the first one.
    init() throws {
        site = try Site(
            profile: ExitCodeTests.small.replacingOccurrences(
                of: "settle: 0s", with: "settle: 0s, after: move, after_folder: done"))
        try give(1)
        #expect(try site.carry().outcome.status == 0)
        let copy = site.scratch.at("copy.sqlite")
        #expect(try site.run("ledger", "backup", copy).status == 0)
        try give(2)
        #expect(try site.carry().outcome.status == 0)
        try FileManager.default.removeItem(atPath: ledger)
        try FileManager.default.moveItem(atPath: copy, toPath: ledger)
        try give(3)
    }

    private var ledger: String { site.scratch.at("state/example/ledger.sqlite") }

    private func give(_ number: Int) throws {
        let rows = (1...20 + number).map { "\($0),Example\n" }
        try site.give("id,last\n" + rows.joined(), as: "people_\(number).csv")
    }

    @Test func `row 26: nothing is sent with it, and it can be read`() throws {
        let before = site.everythingAtTarget
        let run = try site.run("run", "sis-import", "--as-of", Site.clock)
        #expect(run.status == 8 && run.errors.contains("[ledger.behind]"), "\(run.errors)")
        #expect(site.everythingAtTarget == before && site.waiting == ["people_3.csv"])
        let status = try site.run("status")
        #expect(status.status == 2 && status.output.contains("26-0001") && status.errors.contains("[ledger.behind]"))
        #expect(try site.run("history").status == 0)
        let verify = try site.run("ledger", "verify")
        #expect(verify.status == 8 && verify.errors.contains("[ledger.behind]"), "\(verify.errors)")
        #expect(try site.run("ledger", "verify", ledger).status == 0)
    }

    @Test func `row 26: what follows is said before anybody decides, and who decided stands in the chain`() throws {
        let shown = try site.run("ledger", "adopt")
        #expect(shown.status == 2 && shown.output.contains("26-0002") && shown.output.contains("are sent again"))
        #expect(try site.run("run", "sis-import", "--as-of", Site.clock).status == 8)
        #expect(try site.run("ledger", "adopt", "--reason", " ").status == 64)
        let decided = try site.run("ledger", "adopt", "--reason", "asked the library")
        #expect(decided.status == 0, "\(decided.errors)")
        #expect(try site.run("audit", "export").output.contains(": asked the library; had been at row "))
        #expect(try site.run("ledger", "verify").status == 0)
        #expect(try site.run("ledger", "adopt").status == 64)
        // The last load it knows of was cleared up since.
        let before = site.delivered
        let blind = try site.run("run", "sis-import", "--as-of", Site.clock)
        #expect(blind.status == 8 && blind.output.contains("[baseline.missing]") && site.delivered == before)
        #expect(try site.carry("--without-baseline", "--reason", "restored").outcome.status == 0)
        #expect(site.delivered.count == before.count + 1 && site.delivered.starts(with: before))
    }

    @Test func `row 25: a ledger that is gone is not begun anew beside its head`() throws {
        try FileManager.default.removeItem(atPath: ledger)
        let before = site.everythingAtTarget
        let run = try site.run("run", "sis-import", "--as-of", Site.clock)
        #expect(run.status == 8 && run.errors.contains("[ledger.damaged]") && run.errors.contains("-head"))
        #expect(site.everythingAtTarget == before)
    }
}
