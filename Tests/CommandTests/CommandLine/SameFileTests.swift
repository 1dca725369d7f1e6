import ServerKit
import Testing

/// A file that comes again: what is new about it, and what is not.
@Suite struct SameFileTests {
    private let site: Site

    init() throws {
        site = try Site(profile: ExitCodeTests.small)
        try site.give(ExitCodeTests.people)
        #expect(try site.carry().outcome.status == 0)
    }

    @Test func `the same file twice is nothing new`() throws {
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 3 && report.end == "nothing to do")
        #expect(report.headline == "Nothing new: outgoing/people_1.csv was taken by an earlier run.")
        #expect(report.arrivals.isEmpty && report.deliveries.isEmpty)
        #expect(site.delivered == ["people_26-0001.zip"])
        #expect(try site.run("report").output.hasPrefix("NOTHING TO DO  sis-import  run 26-0002"))
    }

    @Test func `written anew with the same bytes, it is nothing new either`() throws {
        try site.give(ExitCodeTests.people)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 3 && report.headline.hasPrefix("Nothing new: "), "\(report.headline)")
        #expect(site.delivered == ["people_26-0001.zip"])
    }

    @Test func `the same content under a new name is recognised`() throws {
        try site.give(ExitCodeTests.people, as: "people_2.csv")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 3)
        #expect(report.headline == "Nothing new: run 26-0001 delivered the very same content as people_26-0001.zip.")
        #expect(report.arrivals.map(\.path) == ["outgoing/people_2.csv"] && report.deliveries.isEmpty)
        let (_, again) = try site.carry()
        #expect(again.headline == "Nothing new: outgoing/people_1.csv and 1 other were taken by an earlier run.")
        #expect(site.delivered == ["people_26-0001.zip"])
    }

    @Test func `a corrected file under the same name is taken, and held against the one before`() throws {
        try site.give("id,last\n1,Example\n2,Sampel\n")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0 && report.headline == "2 records delivered in 1 file.")
        #expect(site.delivered == ["people_26-0001.zip", "people_26-0002.zip"])
        let text = try site.run("report").output
        #expect(
            text.contains("What changed, against run 26-0001\n  2 users: 0 new, 1 changed, 0 gone, 1 same\n"), "\(text)"
        )
        #expect(text.contains("    last_name   0 set   1 changed   0 cleared\n"), "\(text)")
    }

    @Test func `corrected back, it is the first one again, and is sent`() throws {
        try site.give("id,last\n1,Example\n2,Sampel\n")
        #expect(try site.carry().outcome.status == 0)
        try site.give(ExitCodeTests.people)
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 0, "the receiver has the other one now: \(report.headline)")
        #expect(site.delivered.count == 3)
    }
}
