import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

@Suite struct `A conversion` {
    private static let profile: Node = [
        "fields": ["primary_id": ["column": "ID", "required": "yes"], "last_name": "NAME"]
    ]

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `balances its books`() throws {
        let converted = try Converted(Self.profile, "ID,NAME\n1,a\n,b\n3,c,d\n4,\"e\n\"\n")
        let tally = converted.report.tally
        #expect([tally.read, tally.accepted, tally.rejected, tally.added, tally.filtered] == [4, 2, 2, 0, 0])
        #expect(converted.conversion.nothingToDeliver == nil && converted.conversion.alarms.isEmpty)
        #expect(converted.findings == ["error sis.required 3 ID", "error csv.row.ragged 4 -"])
    }

    @Test func `writes rejects byte for byte under the source's own header`() throws {
        let header = "\u{FEFF}\"ID\",NAME\r\n"
        let rejected = ["  , \"b\"\"b\"\r\n", ",\"two\r\nlines\"\r\n", "3,x,\"ragged\"\n", ",ü\r\n"]
        let accepted = ["1,a\r\n", "\"2\",\"b\"\r\n", "4,d\n"]
        let text =
            header + rejected[0] + accepted[0] + rejected[1] + accepted[1] + rejected[2] + accepted[2] + rejected[3]
        for chunk in [1, 7, 4096] {
            let converted = try Converted(Self.profile, [Self.bytes(text)], chunk: chunk)
            let rejects = try #require(converted.rejects.first)
            let sound = rejected.filter { !$0.hasPrefix("  , ") }
            #expect(converted.report.tally.accepted == 3 && converted.report.tally.rejected == 4)
            #expect(rejects == header + rejected.joined(), "\(sound.count) others")
            #expect(converted.outbox.outputs.map(\.suffix).sorted() == ["csv", "users", "zip"])
        }
    }

    @Test func `keeps rejects in the source's encoding`() throws {
        let profile: Node = [
            "read": ["encoding": "iso-8859-1", "delimiter": ";"],
            "fields": ["primary_id": ["column": "ID", "required": "yes"], "last_name": "NAME"],
        ]
        let header = Self.bytes("ID;NAME\n")
        let rejected: [UInt8] = [0x3B, 0xFC, 0x0A]
        let converted = try Converted(profile, [header + [0x31, 0x3B, 0xE9, 0x0A] + rejected])
        #expect(converted.outbox.bytes(.rejects) == [header + rejected])
        #expect(try converted.users.map { $0["last_name"] } == ["é"])
    }

    @Test func `joins two arrivals in one output, each with its own columns and rejects`() throws {
        let converted = try Converted(Self.profile, "ID,NAME\n1,a\n,x\n", "NAME,MORE,ID\nb,,2\ny,,\n")
        #expect(try converted.users.map { [$0["primary_id"], $0["last_name"]] } == [["1", "a"], ["2", "b"]])
        #expect(converted.rejects == ["ID,NAME\n,x\n", "NAME,MORE,ID\ny,,\n"])
        #expect(converted.report.tally.read == 4 && converted.report.tally.accepted == 2)
        try converted.feed.verify([converted.delivered()], tally: converted.report.tally, .quick)
    }

    @Test func `of a header only has nothing to deliver and says so`() throws {
        for text in ["ID,NAME\n", "ID,NAME", "ID,NAME\n\n\n"] {
            let converted = try Converted(Self.profile, text)
            #expect(converted.conversion.nothingToDeliver == "The file has no records, only a header.")
            #expect(converted.findings == ["error sis.norecords 0 -"] && converted.outbox.outputs.isEmpty)
        }
    }

    @Test func `of an empty arrival beside a full one delivers the full one and says so`() throws {
        let converted = try Converted(Self.profile, "ID,NAME\n", "ID,NAME\n1,a\n")
        #expect(converted.conversion.nothingToDeliver == nil && converted.findings == ["error sis.norecords 0 -"])
        #expect(try converted.users.count == 1)
    }

    @Test func `that accepts none has nothing to deliver, and every row among the rejects`() throws {
        let converted = try Converted(Self.profile, "ID,NAME\n,a\n,b\n,c\n")
        #expect(converted.conversion.nothingToDeliver == "None of 3 records could be accepted; nothing was sent.")
        #expect(converted.rejects == ["ID,NAME\n,a\n,b\n,c\n"] && converted.outbox.bytes(.delivery).isEmpty)
    }

    @Test(arguments: ["", "\n", "\r\n\r\n", "\u{FEFF}"])
    func `of nothing at all is refused`(text: String) throws {
        let fault = #expect(throws: Fault.self) { try Self.convertAnew(text) }
        #expect(fault?.code == .csvEmpty && fault?.disposition == .reject)
    }

    private static func convertAnew(_ text: String) throws -> Converted { try Converted(profile, text) }

    @Test func `makes equal bytes of equal input, whatever the chunks`() throws {
        var numbers = SeededNumbers(seed: 11)
        let rows = (1...500).map { "\($0),\(UInt32.random(in: 0...UInt32.max, using: &numbers))\n" }.joined()
        let file = Self.bytes("ID,NAME\n" + rows)
        let expected = try Converted(Self.profile, [file]).zip
        for chunk in [1, 13, 1000] { #expect(try Converted(Self.profile, [file], chunk: chunk).zip == expected) }
    }

    @Test func `says how far it is`() throws {
        var seen: [Progress] = []
        let report = Report()
        report.onProgress = { seen.append($0) }
        let file = GivenFile("people.csv", Self.bytes("ID,NAME\n1,a\n2,b\n"), chunk: 4)
        _ = try SISUsersFeed.reading(Self.profile).convert(
            [file, file], facts: Converted.facts, into: MemoryOutbox(), notebook: EmptyNotebook(), outside: nil,
            report: report)
        #expect(seen.last == Progress(records: 3, bytes: 32, total: 32) || seen.last?.bytes == 32)
        #expect(seen.map(\.bytes) == seen.map(\.bytes).sorted() && seen.allSatisfy { $0.total == 32 })
    }

    @Test func `inspects before it begins: no byte is no file`() throws {
        let feed = try SISUsersFeed.reading(Self.profile)
        #expect(throws: Fault.self) { try feed.inspect(GivenFile("x.csv", ""), report: Report()) }
        try feed.inspect(GivenFile("x.csv", "ID"), report: Report())
    }
}
