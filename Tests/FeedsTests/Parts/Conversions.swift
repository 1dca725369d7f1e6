import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

/// A profile, the files given to it, and all that came of it.
struct Converted {
    let report = Report()
    let outbox = MemoryOutbox()
    let conversion: Conversion
    let feed: SISUsersFeed

    static let facts = RunFacts(
        profile: ProfileName(institution: "example", profile: "people"), run: "26-0007",
        now: CivilTime(Moment(seconds: 1_795_000_000), offset: -21_600, abbreviation: "CST"), sequence: 7)

    init(_ profile: Node, _ files: [[UInt8]], chunk: Int = 64 << 10) throws {
        feed = try SISUsersFeed.reading(profile)
        conversion = try feed.convert(
            files.enumerated().map { GivenFile("people_\($0).csv", $1, chunk: chunk) }, facts: Converted.facts,
            into: outbox, notebook: EmptyNotebook(), outside: nil, report: report)
        let tally = report.tally
        #expect(tally.balances)
        let unfinished = outbox.outputs.filter { !$0.isFinished }
        #expect(unfinished.isEmpty)
    }

    init(_ profile: Node, _ text: String...) throws { try self.init(profile, text.map { Array($0.utf8) }) }

    /// Findings as `severity code line column`.
    var findings: [String] {
        report.findings.map { "\($0.severity) \($0.rule) \($0.position.line) \($0.position.path ?? "-")" }
    }

    var zip: [UInt8] {
        get throws {
            let all = outbox.bytes(.delivery)
            try #require(all.count == 1)
            return all[0]
        }
    }

    /// The user file out of the zip.
    var xml: String {
        get throws {
            let check = ZipCheck()
            var bytes: [UInt8] = []
            try GivenFile("users.zip", zip).eachChunk { chunk throws(Fault) in
                try check.read(chunk) { _, piece throws(Fault) in bytes += piece }
                return .more
            }
            #expect(try check.finish().map(\.name) == ["users_7.xml"])
            return try #require(String(validating: bytes, as: UTF8.self))
        }
    }

    var users: [UserTree] { get throws { try UserTree.parse(xml).children } }

    var rejects: [String] { outbox.bytes(.rejects).map { String(decoding: $0, as: UTF8.self) } }

    func delivered(_ change: (inout [UInt8]) -> Void = { _ in }) throws -> GivenFile {
        var bytes = try zip
        change(&bytes)
        return GivenFile("users_7.zip", bytes)
    }
}
