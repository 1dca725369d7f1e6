import ConformanceKit
import Exchange
import Foundation
import Machine
import Testing

@testable import Ledger

/// A ledger and the file that says how far it had come.
@Suite struct `An anchored ledger` {
    let folder: LedgerFolder
    static let ledger = "ledger.sqlite"
    static let log = "ledger.sqlite-wal"
    static let head = "ledger.sqlite-head"

    init() throws { folder = try LedgerFolder() }

    /// As a crash leaves it: some of it in the database, some in the log.
    private func crashed() throws -> [String: [UInt8]] {
        try folder.fill(anchored: true)
        let ledger = try folder.open(anchored: true)
        let run = try #require(try ledger.openRun(of: "open"))
        for step in [Step.stage, .convert, .guard] { try ledger.advance(run.claim, to: step) }
        let files = try folder.crashed()
        try #require(Set(files.keys).isSuperset(of: [Self.ledger, Self.log, Self.head]))
        ledger.close()
        return files
    }

    private func refusal(_ files: [String: [UInt8]]) throws -> Fault? {
        try folder.restore(files)
        let ledger = try folder.open(anchored: true)
        defer { ledger.close() }
        guard let refusal = ledger.refusal else { return nil }
        #expect(throws: refusal) { try ledger.begin(LedgerBench.opening("new"), owner: "host 1") }
        return refusal
    }

    @Test func `goes on after a crash`() throws {
        let files = try crashed()
        #expect(try refusal(files) == nil)
        let ledger = try folder.open(anchored: true)
        _ = try ledger.begin(LedgerBench.opening("new"), owner: "host 1")
        #expect(try ledger.remembered() == ledger.head() && ledger.firstBrokenAuditRow() == nil)
    }

    @Test func `row 2: a head that a power cut left behind is no alarm`() throws {
        var heads: [[UInt8]] = []
        let ledger = try folder.open(anchored: true)
        let run = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        for step in Step.allCases {
            heads.append(try #require(try folder.crashed()[Self.head]))
            try ledger.advance(run.claim, to: step)
        }
        var files = try folder.crashed()
        ledger.close()
        for head in heads {
            files[Self.head] = head
            #expect(try refusal(files) == nil)
        }
        files[Self.head] = nil
        #expect(try refusal(files) == nil)
    }

    @Test func `row 25: a write-ahead log that is gone is seen`() throws {
        var files = try crashed()
        files[Self.log] = nil
        let fault = try #require(try refusal(files))
        let ends = try #require(fault.context["row"].flatMap { Int($0) })
        #expect(fault.code == .ledgerBehind && fault.context["remembered"] == String(ends + 3))
        #expect(fault.end == .internalError)
    }

    @Test func `row 25: a flipped bit in the log is seen, or changes nothing`() throws {
        let files = try crashed()
        let log = try #require(files[Self.log])
        try folder.restore(files)
        let whole = try folder.open().head()
        var refused = 0
        for place in Swift.stride(from: 0, to: log.count, by: 97) {
            var changed = log
            changed[place] ^= UInt8(1 << (place % 8))
            do {
                let fault = try refusal(files.merging([Self.log: changed]) { $1 })
                #expect([nil, .ledgerBehind].contains(fault?.code), "byte \(place)")
                refused += fault == nil ? 0 : 1
                if fault == nil { #expect(try folder.open().head() == whole, "byte \(place)") }
            } catch let fault as Fault {
                #expect(fault.code == .ledgerDamaged, "byte \(place)")
                refused += 1
            }
        }
        #expect(refused > 10)
    }

    @Test func `row 25: a ledger that is gone as a whole is not begun anew`() throws {
        var files = try crashed()
        files[Self.ledger] = nil
        files[Self.log] = nil
        try folder.restore(files)
        let fault = #expect(throws: Fault.self) { try folder.open(anchored: true) }
        #expect(fault?.code == .ledgerDamaged && fault?.remedy.contains("-head") == true)
        #expect(folder.names.filter { $0.hasPrefix(Self.ledger) && !$0.hasSuffix("-reserve") } == [Self.head])
    }

    @Test func `row 25: a row that an index hides is seen before the first change`() throws {
        try folder.fill(anchored: true)
        let files = try folder.crashed()
        let whole = try #require(files[Self.ledger])
        let path = Array("in/1".utf8)
        let places = whole.indices.dropLast(4).filter { Array(whole[$0..<($0 + 4)]) == path }
        #expect(places.count >= 6)
        var refused = 0
        for place in places {
            var changed = whole
            changed[place + 3] ^= 8
            try folder.restore(files.merging([Self.ledger: changed]) { $1 })
            let ledger = try folder.open(anchored: true)
            defer { ledger.close() }
            do {
                _ = try ledger.begin(LedgerBench.opening("new"), owner: "host 1")
                #expect(try ledger.taken("students", path: "in/1", size: 5, modified: folder.clock.now) != nil)
            } catch {
                #expect(error.code == .ledgerDamaged)
                refused += 1
            }
        }
        #expect(refused >= 3)
    }

    @Test func `row 25: network file systems are refused by name, disks are not`() throws {
        let ledger = try folder.open()
        defer { ledger.close() }
        for (magic, name) in [(0x6969, "NFS"), (0xFF53_4D42, "CIFS"), (0xFE53_4D42, "SMB2"), (0x6573_5546, "FUSE")] {
            let fault = #expect(throws: Fault.self) { try LedgerPlace.demandOwn(folder.path) { _ in magic } }
            #expect(fault?.code == .ledgerNetwork && fault?.message.contains(name) == true)
        }
        for magic in [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, nil] {
            try LedgerPlace.demandOwn(folder.path) { _ in magic }
        }
    }

    @Test func `row 26: an older copy is read, and sends nothing until somebody has decided`() throws {
        let ledger = try folder.open(anchored: true)
        let run = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        try ledger.backup(to: folder.path + ".copy")
        try ledger.end(run.claim, as: .done, summary: "", tally: Tally())
        ledger.close()
        var files = try folder.crashed()
        files[Self.ledger] = files["ledger.sqlite.copy"]
        let fault = try #require(try refusal(files))
        #expect(fault.code == .ledgerBehind)
        let old = try folder.open(anchored: true)
        #expect(try old.openRun(of: run.profile)?.id == run.id)
        #expect(throws: fault) { try old.claim(run: run.id, owner: "host 2") }
        try old.adopt(person: "alice", reason: "restored")
        _ = try old.claim(run: run.id, owner: "host 2")
        let said = try old.audit(of: run.id).map(\.event)
        #expect(said.contains { $0.hasPrefix("adopted by alice: restored; had been at row 2 ") })
        #expect(try old.firstBrokenAuditRow() == nil)
        old.close()
        #expect(try folder.open(anchored: true).refusal == nil)
    }

    @Test func `row 26: an older copy that went on elsewhere has another history`() throws {
        let ledger = try folder.open(anchored: true)
        let run = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        try ledger.backup(to: folder.path + ".copy")
        try ledger.advance(run.claim, to: .stage)
        ledger.close()
        var files = try folder.crashed()
        files[Self.ledger] = files["ledger.sqlite.copy"]
        try folder.restore(files)
        // A program without the file beside it would do this.
        let blind = try folder.open()
        for step in [Step.convert, .verify] { try blind.advance(run.claim, to: step) }
        blind.close()
        let fault = try #require(try folder.open(anchored: true).refusal)
        #expect(fault.code == .ledgerBehind && fault.message.contains("not the one"))
    }

    @Test func `adopts only what has fallen behind, and only with a run to say it of`() throws {
        let ledger = try folder.open(anchored: true)
        let nothing = #expect(throws: Fault.self) { try ledger.adopt(person: "alice", reason: "no") }
        #expect(nothing?.code == .ledgerAdoption)
        try ledger.backup(to: folder.path + ".copy")
        _ = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        ledger.close()
        var files = try folder.crashed()
        files[Self.ledger] = files["ledger.sqlite.copy"]
        #expect(try refusal(files)?.code == .ledgerBehind)
        let empty = try folder.open(anchored: true)
        #expect(#expect(throws: Fault.self) { try empty.adopt(person: "a", reason: "b") }?.code == .ledgerAdoption)
        #expect(empty.refusal != nil)
    }

    @Test func `knows a head that was pruned since`() throws {
        try folder.fill(anchored: true)
        let head = try #require(try folder.crashed()[Self.head])
        let ledger = try folder.open(anchored: true)
        let open = try #require(try ledger.openRun(of: "open"))
        folder.clock.now = Moment(seconds: folder.clock.now.seconds + 1_000_000)
        try ledger.end(open.claim, as: .done, summary: "", tally: Tally())
        let run = try ledger.begin(LedgerBench.opening("new"), owner: "host 1")
        let gone = try ledger.prune(before: Moment(seconds: folder.clock.now.seconds - 10), dryRun: false)
        #expect(!gone.isEmpty)
        try ledger.advance(run.claim, to: .stage)
        ledger.close()
        var files = try folder.crashed()
        #expect(try refusal(files) == nil)
        files[Self.head] = head
        #expect(try refusal(files) == nil)
    }
}
