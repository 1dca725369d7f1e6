import Exchange
import Glibc
import ServerKit
import Testing

/// Two mornings of real people, played through with the real program on invented campuses.
@Suite struct `A transcript that is approved` {
    @Test func `of a first day, from a sample file to a pilot group at the receiver`() throws {
        let scratch = try Scratch()
        try scratch.write("sample/banner_20261120.csv", FirstDay.file(isSample: true))
        let day = Transcript(in: scratch.path)
        try day.type(
            "profiles new sis-import --from <root>/sample/banner_20261120.csv", exit: 0)
        try day.type("profiles check", exit: 0)
        let list = "Profiles/lists/user_group.csv"
        let codes = try #require(scratch.text(list))
        day.note("\(list) is filled in: UG,UNDERGRAD and so on; ST is left as it was")
        try scratch.write(
            list,
            codes.split(separator: "\n", omittingEmptySubsequences: false).map(filled).joined(separator: "\n"))
        try scratch.write("places/campus/outgoing/banner_20261121.csv", FirstDay.file(isSample: false))
        try day.type("profiles check", exit: 0)
        try day.type("run sis-import --dry-run --as-of 2026-11-21T09:02", exit: 1)
        day.note("pilot.txt has the identifiers of 30 people who agreed to go first")
        try scratch.write("pilot.txt", (700..<730).map(FirstDay.id).joined(separator: "\n"))
        try day.type(
            "run sis-import --limit 25 --only primary_id=@<root>/pilot.txt --as-of 2026-11-21T09:10", exit: 1)
        try day.check("transcript-first-day.txt")
        #expect(scratch.names("places/alma/sis").count == 1)
    }

    /// `UG,UG` becomes `UG,UNDERGRAD`, as a person who knows the library system would write it.
    private func filled(_ line: Substring) -> String {
        for (code, target) in [("UG", "UNDERGRAD"), ("GR", "GRAD"), ("FA", "FACULTY")] {
            if line.hasPrefix("\(code),") || line.hasPrefix("# \(code),") || line.hasPrefix("#\(code),") {
                return "\(code),\(target)"
            }
        }
        return String(line)
    }

    @Test func `of a morning after a truncated file, and of what became of four people`() throws {
        let site = try Site(profile: Campus.profile)
        try site.scratch.write("Profiles/lists/majors.csv", Campus.majors)
        let morning = Transcript(in: site.root)
        try nights(site, morning)
        try morning.type("report --since yesterday --as-of 2026-11-21T07:00", exit: 2)
        try morning.type("report", exit: 0)
        morning.note("the first file of that night, with half a row at its end")
        try morning.type("report 26-0004", exit: 0)
        morning.note("a graduate whose row is behind the cut")
        try morning.type("why 900121700", exit: 0)
        morning.note("somebody whose row was rejected, asked for by the barcode")
        try morning.type("why 22900010000060", exit: 0)
        morning.note("somebody who left, and somebody whom nobody has seen")
        try morning.type("why 900121405", exit: 0)
        try morning.type("why 900999999", exit: 3)
        morning.note("with everything that was sent")
        try morning.type("why 900120061 --values", exit: 0)
        try morning.check("transcript-morning.txt")
        #expect(site.delivered.count == 3, "the cut file sent nothing")
    }

    /// Three nights that went well, and one with a file that was cut.
    private func nights(_ site: Site, _ morning: Transcript) throws {
        var campus = Campus()
        try night(18, campus.file, exit: 0, site)
        campus.enrol(3)
        campus.change(61) { $0.email = "new61@example.edu" }
        for number in 10...50 { campus.change(number) { $0.major = "DSCI" } }
        try night(19, campus.file, exit: 0, site)
        campus.leave(1405...1406)
        campus.change(60) { $0.expires = "31.01.2027" }
        for number in 100...140 { campus.change(number) { $0.phone = "" } }
        try night(20, campus.file, exit: 1, site)
        let kept = campus.lines.prefix(1_590).joined(separator: "\n")
        // Cut within a row; sent again, and cut behind one.
        try night(21, kept + "\n" + campus.lines[1_590].prefix(20), exit: 2, site)
        try night(21, kept + "\n", named: "again", at: "06:30", exit: 2, site)
    }

    private func night(
        _ day: Int, _ file: String, named more: String = "", at time: String = "02:30", exit status: Int, _ site: Site
    ) throws {
        // Only the newer file stands there: the one before is taken away by whoever sends it again.
        for old in site.waiting { try #require(unlink(site.scratch.at("\(Site.pickup)/\(old)")) == 0) }
        try site.give(file, as: "people_202611\(day)\(more).csv")
        let outcome = try site.run("run", "sis-import", "--quiet", "--as-of", "2026-11-\(day)T\(time)")
        #expect(outcome.status == status, "\(outcome.output)\(outcome.errors)")
    }
}
