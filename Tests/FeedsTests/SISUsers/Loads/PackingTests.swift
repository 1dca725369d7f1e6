import ConformanceKit
import Exchange
import Feeds
import Testing

@testable import Feeds

@Suite struct `Users are packed` {
    private static func profile(_ packing: [(String, String)], _ more: [(String, Node)] = []) -> Node {
        .block(
            [
                ("fields", ["primary_id": "ID", "last_name": "NAME", "expiry_date": "EXP"]),
                ("packing", .block(packing.map { ($0.0, .text($0.1)) })),
            ] + more)
    }

    private static func file(_ numbers: Range<Int>) -> String {
        "ID,NAME,EXP\n" + numbers.map { "\($0),n,2030-01-01\n" }.joined()
    }

    @Test func `within every limit, for any number of them`() {
        var borders: Set<Int> = [0, 1, 2]
        for border in stride(from: 20_000, through: 2_100_000, by: 20_000) {
            borders.formUnion([border - 1, border, border + 1])
        }
        for packing in [Packing(), Packing(usersPerXML: 7, xmlsPerZip: 3, zipsPerRun: 2), Packing(usersPerXML: 1)] {
            for users in borders {
                for several in [true, false] {
                    let plan = packing.plan(users, several: several)
                    let xmls = (users + plan.usersPerXML - 1) / plan.usersPerXML
                    let zips = (xmls + plan.xmlsPerZip - 1) / plan.xmlsPerZip
                    #expect(plan.xmlsPerZip <= packing.xmlsPerZip && zips <= (several ? packing.zipsPerRun : 1))
                    #expect(plan.usersPerXML >= packing.usersPerXML)
                    // The fewest XMLs in a zip: with one fewer there would be too many zips.
                    let tighter = plan.xmlsPerZip - 1
                    #expect(tighter == 0 || (xmls + tighter - 1) / tighter > (several ? packing.zipsPerRun : 1))
                }
            }
        }
    }

    @Test func `in several zips where their names differ`() throws {
        let feed = try SISUsersFeed.reading(Self.profile([]))
        let load = try TrialLoad(feed, Self.file(0..<45_001))
        #expect(load.outbox.bytes(.delivery).count == 3 && load.report.tally.accepted == 45_001)
        let xmls = try load.xmls
        #expect(xmls.map { $0.text.split(separator: "\n").count - 3 } == [20_000, 20_000, 5001])
        try load.verify(feed)
        let first = try UserTree.parse(xmls[2].text)
        #expect(first.children.first?["primary_id"] == "40000" && first.children.last?["primary_id"] == "45000")
    }

    @Test func `in one zip with several files where names do not differ`() throws {
        let outbox = MemoryOutbox()
        outbox.mayHoldSeveral = false
        let feed = try SISUsersFeed.reading(Self.profile([]))
        let load = try TrialLoad(feed, Self.file(0..<45_001), into: outbox)
        #expect(outbox.bytes(.delivery).count == 1)
        #expect(try load.xmls.map(\.name) == ["users_7_01.xml", "users_7_02.xml", "users_7_03.xml"])
        #expect(load.report.remarks == ["Packed 3 user files into 1 zip."])
        try load.verify(feed)
    }

    @Test func `never in more zips than a run may have, whatever few a file may hold`() throws {
        let feed = try SISUsersFeed.reading(
            Self.profile([("users_per_xml", "10"), ("xmls_per_zip", "4"), ("zips_per_run", "3")]))
        for (users, zips, xmls) in [
            (10, 1, 1), (11, 2, 2), (30, 3, 3), (31, 2, 4), (120, 3, 12), (121, 3, 11), (500, 3, 12),
        ] {
            let load = try TrialLoad(feed, Self.file(0..<users))
            #expect(load.outbox.bytes(.delivery).count == zips, "\(users) users")
            #expect(load.report.tally.accepted == users)
            #expect(try load.users.count == users)
            #expect(try load.xmls.count == xmls, "\(users) users")
            try load.verify(feed)
        }
    }

    @Test func `with those of the last load who are sent once more`() throws {
        let feed = try SISUsersFeed.reading(
            Self.profile([("users_per_xml", "10"), ("xmls_per_zip", "2")], [("missing", ["expire": "today"])]))
        let last = try #require(try TrialLoad(feed, Self.file(0..<10)).baseline)
        for several in [true, false] {
            let outbox = MemoryOutbox()
            outbox.mayHoldSeveral = several
            let load = try TrialLoad(feed, Self.file(10..<20), after: last, into: outbox)
            #expect(load.report.tally.accepted == 20 && load.report.tally.added == 10)
            #expect(outbox.bytes(.delivery).count == (several ? 2 : 1))
            #expect(
                try load.xmls.map(\.name)
                    == (several ? ["users_7.xml", "users_7.xml"] : ["users_7.xml", "users_7_02.xml"]))
            try load.verify(feed)
        }
    }
}
