import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

/// Some files, what the feed is told, and what came of them.
private struct Relayed {
    let report = Report()
    let outbox = MemoryOutbox()
    let conversion: Conversion
    let feed: FileRelayFeed

    init(_ profile: Node, _ files: [GivenFile], _ selection: Selection? = nil) throws {
        feed = try FileRelayFeed(Settings(profile.numbered(), declared: FileRelayFeed.settings))
        let base = Converted.facts
        let facts = RunFacts(
            profile: base.profile, run: base.run, now: base.now, sequence: base.sequence, selection: selection)
        conversion = try feed.convert(
            files, facts: facts, into: outbox, notebook: EmptyNotebook(), outside: nil, report: report)
        #expect(report.tally.balances)
    }

    /// What a feed made, read back by it.
    func verify(_ how: Verification, _ tally: Tally? = nil) throws {
        let made = outbox.outputs.enumerated().map { GivenFile("out_\($0).zip", $1.bytes) }
        try feed.verify(made, tally: tally ?? report.tally, how)
    }
}

@Suite struct `Files relayed` {
    private let three = [GivenFile("a.txt", "alpha"), GivenFile("b.tmp", "beta"), GivenFile("c.txt", "gamma")]

    private func fault(_ profile: Node, _ files: [GivenFile]) -> String? {
        do { _ = try Relayed(profile, files) } catch let fault as Fault { return fault.code.name } catch {
            return "\(error)"
        }
        return nil
    }

    /// A zip file as somebody else's program packs it.
    private func zip(_ entries: [(name: String, text: String)]) throws -> [UInt8] {
        let sink = MemorySink()
        let writer = ZipWriter(sink)
        for entry in entries {
            try writer.open(entry.name, modified: Converted.facts.now)
            try writer.write(Array(entry.text.utf8))
            try writer.close()
        }
        try writer.finish()
        return sink.bytes
    }

    @Test func `pass as they are, each counted, and none is copied`() throws {
        let relayed = try Relayed(["skip": ["*.tmp"]], three)
        #expect(relayed.outbox.passed == [0, 2])
        #expect(relayed.outbox.outputs.isEmpty)
        let tally = relayed.report.tally
        #expect([tally.read, tally.accepted, tally.filtered] == [3, 2, 1])
        try relayed.feed.verify([three[0], three[2]], tally: tally, .full)
        #expect(throws: Fault.self) { try relayed.feed.verify([three[0]], tally: tally, .quick) }
    }

    @Test func `are a part of them where a part is asked for`() throws {
        #expect(try Relayed([:], three, Selection(limit: 2)).outbox.passed == [0, 1])
        #expect(try Relayed([:], three, Selection(only: ["c.txt"])).outbox.passed == [2])
        #expect(try Relayed(["skip": ["*"]], three).conversion.nothingToDeliver != nil)
    }

    @Test(arguments: [Verification.quick, .full])
    func `go into one zip file, or each into its own`(_ how: Verification) throws {
        let one = try Relayed(["zip": "one"], three)
        #expect(one.outbox.outputs.count == 1 && one.outbox.outputs[0].source == nil)
        #expect(try content(one.outbox.outputs[0].bytes) == ["a.txt=alpha", "b.tmp=beta", "c.txt=gamma"])
        try one.verify(how)
        let each = try Relayed(["zip": "each"], three)
        #expect(each.outbox.outputs.map(\.source) == ["a.txt", "b.tmp", "c.txt"])
        #expect(
            try each.outbox.outputs.flatMap { try content($0.bytes) } == ["a.txt=alpha", "b.tmp=beta", "c.txt=gamma"])
        try each.verify(how)
        var wrong = each.report.tally
        wrong.accepted = 4
        #expect(throws: Fault.self) { try each.verify(how, wrong) }
    }

    @Test func `come out of zip files, whose folders are refused unless they do not matter`() throws {
        let zips = [
            GivenFile("1.zip", try zip([("x/a.txt", "alpha"), ("x/Thumbs.db", "-")])),
            GivenFile("2.zip", try zip([("b.txt", "beta")])),
        ]
        #expect(fault(["unzip": "yes"], zips) == "relay.folders")
        let flat = try Relayed(["unzip": "flat", "skip": ["Thumbs.db"]], zips)
        #expect(flat.outbox.outputs.map(\.source) == ["a.txt", "b.txt"])
        #expect(flat.outbox.outputs.map { String(decoding: $0.bytes, as: UTF8.self) } == ["alpha", "beta"])
        let tally = flat.report.tally
        #expect([tally.read, tally.accepted, tally.filtered] == [3, 2, 1])
        try flat.verify(.full)
    }

    @Test func `come out of no zip file that is damaged, even where the damage is in what is left out`() throws {
        var bytes = try zip([("a.txt", "alpha"), ("b.tmp", "0123456789")])
        #expect(fault(["unzip": "yes"], [GivenFile("a.zip", "no zip")])?.hasPrefix("zip.") == true)
        let place = try #require(bytes.indices.last { bytes[$0...].starts(with: Array("b.tmp".utf8)) && $0 < 150 })
        bytes[place + 28] ^= 0x40
        #expect(fault(["unzip": "yes", "skip": ["*.tmp"]], [GivenFile("a.zip", bytes)])?.hasPrefix("zip.") == true)
    }

    @Test func `are not both unzipped and zipped, and patterns are patterns`() {
        let wrong: Node = ["unzip": "yes", "zip": "one", "skip": ["a/b", "[x"]]
        #expect(throws: Complaints.self) {
            _ = try FileRelayFeed(Settings(wrong.numbered(), declared: FileRelayFeed.settings))
        }
        do throws(Complaints) {
            _ = try FileRelayFeed(Settings(wrong.numbered(), declared: FileRelayFeed.settings))
        } catch { #expect(error.all.map(\.key).sorted() == ["skip[1]", "skip[2]", "zip"]) }
    }

    @Test func `are taken for nothing by their looks`() throws {
        #expect(try FileRelayFeed.recognise(three[0]) == nil)
    }

    private func content(_ zip: [UInt8]) throws -> [String] {
        let reader = try ZipReader(MemorySource(zip))
        var found: [String] = []
        while let entry = try reader.next() {
            var text = ""
            try reader.contents { piece throws(Fault) in
                text += String(decoding: piece, as: UTF8.self)
                return .more
            }
            found.append("\(entry.name)=\(text)")
        }
        return found
    }
}
