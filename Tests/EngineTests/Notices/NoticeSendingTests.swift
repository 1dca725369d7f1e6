import Exchange
import Ledger
import ServerKit
import Testing

@testable import Engine

@Suite struct `A notice on its way` {
    private static let lost = Fault(.placeUnreachable, .retry(after: 30), "nobody there")
    private static let refused = Fault(.noticeRefused, .stop, "no such mailbox")
    private static let login = Fault(.placeLogin, .stop, "wrong password")

    private let night: NoticeBench

    init() throws { night = try NoticeBench([.missing, .recovered]) }

    @Test func `is sent once, and what was said is kept`() throws {
        try night.bad()
        #expect(try night.bench.tell() == NoticeTally(sent: 1))
        #expect(try night.bench.tell(all: true) == NoticeTally())
        #expect(try night.states == [.sent] && night.rows[0].note == "paged" && night.rows[0].tries == 1)
        let notice = try #require(night.pager.notices.first)
        #expect(notice.subject.hasPrefix("[test] MISSING copy: "), "\(notice.subject)")
        #expect(notice.text.contains("exchange report 26-") && notice.pageName.hasPrefix("report-26-"))
        #expect(try notice.id == night.rows[0].id && notice.id.utf8.count == 32)
    }

    @Test func `says to webhooks no sentence and no name`() throws {
        try night.bench.put("in/secretname.txt", "Secret Person\n")
        night.bench.expect = 2
        try night.bench.run()
        try night.bench.tell()
        let document = String(decoding: try #require(night.pager.notices.first).document, as: UTF8.self)
        for word in ["secretname", "Secret", "Expected", "in/"] { #expect(!document.contains(word), "\(document)") }
        for word in ["\"verdict\" : \"missing\"", "\"profile\" : \"copy\"", "\"institution\" : \"test\"", "\"counts\""]
        {
            #expect(document.contains(word), "\(document)")
        }
    }

    @Test func `that meets brief trouble is tried again at once, with growing pauses`() throws {
        try night.bad()
        let before = night.bench.time.slept.count
        night.pager.fail(Self.lost, Self.lost)
        #expect(try night.bench.tell().sent == 1)
        #expect(night.bench.time.slept.dropFirst(before) == [500, 2000] && night.pager.tries == 3)
    }

    @Test func `that cannot be sent waits for the next run, longer each time`() throws {
        try night.bad()
        var pauses: [Int] = []
        for _ in 0..<8 {
            night.pager.fail(Self.lost, Self.lost, Self.lost)
            #expect(try night.bench.tell() == NoticeTally(waiting: 1))
            let row = try night.rows[0]
            #expect(row.state == .planned && row.note == "nobody there [place.unreachable]")
            pauses.append(row.due.seconds - night.bench.time.now.seconds)
            #expect(try night.bench.tell() == NoticeTally(), "not before it is due")
            night.bench.time.sleep((row.due.seconds - night.bench.time.now.seconds) * 1000)
        }
        #expect(pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600])
        #expect(try night.bench.tell().sent == 1 && night.rows[0].tries == 9)
    }

    @Test func `is tried by hand whenever somebody wants`() throws {
        try night.bad()
        night.pager.fail(Self.login)
        try night.bench.tell()
        #expect(try night.rows[0].due.seconds - night.bench.time.now.seconds == 3600 && night.pager.tries == 1)
        #expect(try night.bench.tell(all: true).sent == 1)
    }

    @Test func `that was refused for good is given up, and the next report says so`() throws {
        try night.bad()
        night.pager.fail(Self.refused)
        #expect(try night.bench.tell() == NoticeTally(givenUp: 1))
        #expect(try night.states == [.givenUp] && night.bench.tell(all: true) == NoticeTally())
        let troubles = try night.bench.ledger { try NoticeTroubles($0, now: night.bench.time.now) }
        #expect(troubles.sentence == "1 notice of the last 7 days reached nobody: exchange notices list")
        night.pass(hours: 1)
        let words = "Nobody was told about run 26-0001 through 'pager': no such mailbox [notice.refused]"
        #expect(try night.bench.run().remarks.contains(words))
        night.pass(hours: 1)
        #expect(try !night.bench.run().remarks.contains(words), "once")
    }

    @Test func `that found nobody for days is given up`() throws {
        try night.bad()
        night.pager.fail(Self.login)
        try night.bench.tell()
        night.pass(hours: 72)
        night.pager.fail(Self.login)
        try night.bench.tell()
        #expect(try night.states == [.planned])
        night.pass(hours: 2)
        #expect(try night.bench.tell() == NoticeTally(givenUp: 1) && night.pager.tries == 2)
        let note = try night.rows[0].note
        #expect(note == "wrong password [place.login]")
    }

    @Test func `is left to whoever has it, and taken when that one is gone`() throws {
        try night.bad()
        let id = try night.rows[0].id
        let until = night.bench.time.now.plus(milliseconds: NoticeSending.leaseMilliseconds)
        try night.bench.told { _ = try $0.take(notice: id, until: until) }
        #expect(try night.bench.tell(all: true) == NoticeTally() && night.pager.tries == 0)
        night.pass(hours: 1)
        #expect(try night.bench.tell().sent == 1)
        #expect(night.pager.notices.map(\.id) == [id], "the same id: whoever got it before can tell")
    }

    @Test func `to a channel that is gone, or whose report is gone, is no reason to fail`() throws {
        try night.bad()
        let plan = night.bench.notices
        night.bench.notices = NoticePlan()
        #expect(try night.bench.tell() == NoticeTally(waiting: 1))
        #expect(try night.rows[0].note.contains("There is no channel 'pager'"))
        night.bench.notices = plan
        try Workspace(night.bench.scratch.at("state")).clear("runs/26-0001")
        #expect(try night.bench.tell(all: true) == NoticeTally(givenUp: 1))
    }

    @Test func `waits with the others to the same receiver, and behind those to others`() throws {
        let other = TestPager()
        night.bench.notices = NoticePlan(
            channels: [NoticePlan.Channel("pager", night.pager), NoticePlan.Channel("other", other)],
            rules: [NoticeRule(causes: [.every], channels: ["pager", "other"])])
        for _ in 0..<3 { try night.bad() }
        night.pager.fail(Self.login)
        #expect(try night.bench.tell() == NoticeTally(sent: 3, waiting: 1))
        #expect(night.pager.tries == 1 && other.tries == 3)
        #expect(try night.bench.tell(all: true) == NoticeTally(sent: 3))
    }

    @Test func `is not begun once somebody asked to stop`() throws {
        try night.bad()
        #expect(try night.bench.tell(abort: Abort { true }) == NoticeTally() && night.pager.tries == 0)
        #expect(try night.states == [.planned])
    }
}
