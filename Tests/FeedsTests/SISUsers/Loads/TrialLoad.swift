import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

/// One load of several in a row, converted in memory, with all that came of it.
struct TrialLoad {
    let report = Report(keptPerRule: 100)
    let outbox: MemoryOutbox
    let conversion: Conversion

    /// `last`: the baseline that an earlier one left.
    init(
        _ feed: SISUsersFeed, _ text: String, after last: [UInt8]? = nil, selection: Selection? = nil,
        into outbox: MemoryOutbox = MemoryOutbox()
    ) throws {
        self.outbox = outbox
        let facts = RunFacts(
            profile: Converted.facts.profile, run: "26-0008", now: Converted.facts.now, sequence: 8,
            selection: selection)
        conversion = try feed.convert(
            [GivenFile("people.csv", Array(text.utf8), chunk: 1 << 20)], facts: facts, into: outbox,
            notebook: KeptNotebook(last), outside: nil, report: report)
        let (tally, isWhole) = (report.tally, outbox.outputs.allSatisfy(\.isFinished))
        #expect(tally.balances && isWhole)
    }

    /// Where this one delivered anything, what the next will be held against.
    var baseline: [UInt8]? { outbox.bytes(.baseline).first }

    /// `changed,7,STAFF,first_name last_name` without the header, in order of the text.
    var changes: [String] {
        (outbox.bytes(.changes).first.map { String(decoding: $0, as: UTF8.self) } ?? "")
            .split(whereSeparator: \.isNewline).dropFirst().map { line in
                var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                let fields = cells.popLast() ?? ""
                return (cells + [fields.split(separator: " ").sorted().joined(separator: " ")]).joined(separator: ",")
            }.sorted()
    }

    /// The lines of the rejects file, without the header.
    var rejects: [String] {
        outbox.bytes(.rejects).flatMap { String(decoding: $0, as: UTF8.self).split(separator: "\n").dropFirst() }
            .map(String.init)
    }

    /// Every user of every XML of every zip.
    var users: [UserTree] { get throws { try xmls.flatMap { try UserTree.parse($0.text).children } } }

    var xmls: [(name: String, text: String)] {
        get throws {
            var all: [(String, [UInt8])] = []
            for zip in outbox.bytes(.delivery) {
                let check = ZipCheck()
                let before = all.count
                try GivenFile("users.zip", zip).eachChunk { chunk throws(Fault) in
                    try check.read(chunk) { entry, piece throws(Fault) in
                        if all.count == before || all.last?.0 != entry.name { all.append((entry.name, [])) }
                        all[all.count - 1].1 += piece
                    }
                    return .more
                }
                _ = try check.finish()
            }
            return all.map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }
        }
    }

    func verify(_ feed: SISUsersFeed) throws {
        let files = outbox.bytes(.delivery).enumerated().map { GivenFile("users_\($0).zip", $1) }
        try feed.verify(files, tally: report.tally, .quick)
    }
}

/// Lends one baseline.
final class KeptNotebook: Notebook {
    private let last: [UInt8]?

    init(_ last: [UInt8]?) { self.last = last }
    func entry(_ key: String) throws(Fault) -> String? { nil }
    func reserve(_ sequence: String) throws(Fault) -> Int { 1 }
    func baseline() throws(Fault) -> Baseline? {
        last.map { Baseline(run: "26-0001", file: GivenFile("baseline", $0, chunk: 1 << 20)) }
    }
}
