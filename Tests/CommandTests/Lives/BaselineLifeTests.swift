import Foundation
import ServerKit
import Testing

/// The last delivered load, night after night: what it is held against, and who is ended because of it.
@Suite struct BaselineLifeTests {
    private static let five = (1...5).map { "\($0),Example,STAFF,2028-09-30," }

    /// Five people delivered, then two: held.
    private func held() throws -> Nights {
        let nights = try Nights(
            guards: "guard: {max_fall_percent: 20, max_gone_percent: off, max_expired_percent: off}\n")
        try nights.site.give("id,last,group,end,note\n" + Self.five.joined(separator: "\n") + "\n", as: "people_21.csv")
        #expect(try nights.run(21).status == 0)
        try nights.give(22, Nights.ann, Nights.bob)
        let second = try nights.run(22)
        try #require(second.status == 2 && second.report.run == "26-0002", "\(second.text)")
        #expect(nights.loads() == ["26-0001", "26-0002"], "the held run's load waits beside the current one")
        return nights
    }

    @Test func `a held load becomes the last one when it is released`() throws {
        let nights = try held()
        #expect(try nights.site.run("release", "26-0002", "--reason", "asked the registrar").status == 0)
        #expect(nights.loads() == ["26-0002"])
        try nights.give(23, Nights.ann, Nights.bob, Nights.cai)
        let third = try nights.run(23)
        #expect(third.status == 0 && third.text.contains("What changed, against run 26-0002\n"), "\(third.text)")
        #expect(third.text.contains("3 users: 1 new, 0 changed, 0 gone, 2 same"), "\(third.text)")
    }

    @Test(arguments: [
        "run.release:1", "run.reopened:1", "deliver.intended:1", "deliver.renamed:1", "ledger.commit.before:1",
        "ledger.commit.after:1",
    ])
    func `a release that is killed loses neither the load nor what it is held against`(point: String) throws {
        let nights = try held()
        let program = Program(
            Repository.debugBinary, environment: ["EXCHANGE_ROOT": nights.site.root, "EXCHANGE_FP": "\(point):kill"])
        #expect(try program.run("release", "26-0002", "--reason", "asked").status == 137)
        #expect(Set(nights.loads()).isSuperset(of: ["26-0002"]))
        // Whoever comes next finishes it: a person who says it again, or the nightly run.
        let again = try nights.site.run("release", "26-0002", "--reason", "asked")
        #expect(again.status == 0 || again.errors.contains("[release.twice]"), "\(again.errors)")
        if again.status != 0 { try nights.run(22) }
        #expect(nights.site.delivered == ["people_1.zip", "people_2.zip"])
        #expect(nights.loads() == ["26-0002"])
        try nights.give(24, Nights.ann, Nights.bob, Nights.cai)
        #expect(try nights.run(24).text.contains("What changed, against run 26-0002\n"))
    }

    @Test func `a held load that was overtaken never becomes the last one`() throws {
        let nights = try held()
        try nights.site.give(
            "id,last,group,end,note\n" + Self.five.dropLast().joined(separator: "\n") + "\n", as: "people_23.csv")
        let third = try nights.run(23)
        #expect(third.status == 0 && third.text.contains("What changed, against run 26-0001\n"), "\(third.text)")
        #expect(nights.loads() == ["26-0003"])
        let late = try nights.site.run("release", "26-0002", "--reason", "late")
        #expect(late.status == 64 && late.errors.contains("[release.superseded]"), "\(late.errors)")
        try nights.site.give("id,last,group,end,note\n" + Self.five.joined(separator: "\n") + "\n", as: "people_24.csv")
        let fourth = try nights.run(24)
        #expect(fourth.text.contains("What changed, against run 26-0003\n"), "\(fourth.text)")
    }

    @Test func `without the last load a run stops, goes on when told to, and has one again`() throws {
        let nights = try Nights()
        try nights.give(21, Nights.ann, Nights.bob)
        #expect(try nights.run(21).status == 0)
        try #require(unlink(nights.site.scratch.at("state/example/baselines/sis-import/26-0001.sealed")) == 0)
        try nights.give(22, Nights.bob)
        let stopped = try nights.run(22)
        #expect(stopped.status == 8 && stopped.report.fault?.code == "baseline.missing")
        #expect(stopped.report.fault?.remedy.contains("--without-baseline") == true)
        #expect(nights.site.delivered == ["people_1.zip"] && nights.site.waiting == ["people_22.csv"])
        #expect(try nights.site.run("run", "sis-import", "--without-baseline").status == 64, "not without a reason")
        let told = try nights.run(22, "--without-baseline", "--reason", "restored without it")
        #expect(told.status == 0 && told.report.counts.added == 0, "nobody is ended: \(told.text)")
        #expect(told.report.remarks.contains { $0.contains("restored without it") })
        #expect(nights.site.delivered.count == 2)
        try nights.give(23, Nights.bob, Nights.cai)
        let next = try nights.run(23)
        #expect(next.status == 0 && next.text.contains("against run \(told.report.run)\n"), "\(next.text)")
    }

    @Test func `who is missing is ended once, whole but for the date, and is new when they come back`() throws {
        let nights = try Nights()
        try nights.give(21, Nights.ann, Nights.bob, Nights.cai)
        try nights.run(21)
        let before = try #require(try nights.users(1).first)
        try nights.give(22, Nights.bob, Nights.cai)
        let second = try nights.run(22)
        #expect(second.text.contains("2 users: 0 new, 0 changed, 1 gone (1 expired), 2 same"), "\(second.text)")
        #expect(second.text.contains("2 read + 1 added = 3 accepted + 0 rejected"))
        let ended = try #require(try nights.users(2).first { $0.contains("<primary_id>1</primary_id>") })
        #expect(before.contains("<note_text>likes tea</note_text>"))
        #expect(
            ended
                == before.replacingOccurrences(
                    of: "<expiry_date>2027-09-30</expiry_date>", with: "<expiry_date>2026-11-22</expiry_date>"))
        try nights.give(23, Nights.bob, Nights.cai, "4,Beispiel,STAFF,2028-09-30,")
        let third = try nights.run(23)
        #expect(third.text.contains("3 users: 1 new, 0 changed, 0 gone, 2 same"), "\(third.text)")
        #expect(try nights.users(3).count == 3 && third.report.counts.added == 0, "once is enough")
        try nights.give(24, Nights.ann, Nights.bob, Nights.cai, "4,Beispiel,STAFF,2028-09-30,")
        let fourth = try nights.run(24)
        #expect(fourth.text.contains("4 users: 1 new, 0 changed, 0 gone, 3 same"), "\(fourth.text)")
        #expect(try nights.users(4).contains(before), "as she was, with her old date")
    }

    @Test func `a load that comes back after another is a change back, not an old acquaintance`() throws {
        let nights = try Nights()
        try nights.give(21, Nights.ann, Nights.bob)
        try nights.run(21)
        try nights.give(22, Nights.bob)
        #expect(try nights.run(22).report.counts.added == 1)
        // The very bytes of the first night: she is not gone after all.
        try nights.give(23, Nights.ann, Nights.bob)
        let third = try nights.run(23)
        #expect(third.status == 0 && third.text.contains("2 users: 1 new, 0 changed, 0 gone, 1 same"), "\(third.text)")
        #expect(try nights.users(3) == nights.users(1))
        try nights.give(24, Nights.ann, Nights.bob)
        let fourth = try nights.run(24)
        #expect(fourth.status == 3)
        #expect(
            fourth.report.headline == "Nothing new: run 26-0003 delivered the very same content as people_3.zip.",
            "\(fourth.report.headline)")
        // And to and fro again.
        try nights.give(25, Nights.bob)
        #expect(try nights.run(25).status == 0)
        try nights.give(26, Nights.ann, Nights.bob)
        #expect(try nights.run(26).status == 0)
    }
}
