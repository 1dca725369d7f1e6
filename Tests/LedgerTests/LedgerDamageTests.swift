import ConformanceKit
import Exchange
import Foundation
import Ledger
import Testing

@Suite struct `A damaged ledger` {
    let folder: LedgerFolder

    init() throws { folder = try LedgerFolder() }

    /// All that can be asked, or the fault that says why not.
    func answers() throws -> Answers {
        do {
            let ledger = try folder.open(busyTimeout: 0)
            defer { ledger.close() }
            if let broken = try ledger.firstBrokenAuditRow() { return .broken(broken) }
            return .content(
                try LedgerContent(ledger),
                [
                    try ledger.entry("students", "cursor"), try ledger.entry("fees", "cursor"),
                    try ledger.openRun(of: "open")?.id,
                    try ledger.taken("students", path: "in/1", size: 5, modified: folder.clock.now),
                    try ledger.delivered("students", digest: LedgerBench.digest(3), besides: ""),
                ])
        } catch let fault as Fault {
            return .refused(fault.code)
        }
    }

    enum Answers: Equatable {
        case content(LedgerContent, [String?])
        case broken(Int)
        case refused(Code)
    }

    @Test func `row 25: says so or answers as before, whichever byte was flipped`() throws {
        try folder.fill()
        let whole = try folder.bytes
        let before = try answers()
        // The header byte by byte, the rest in strides that walk through every kind of page; LEDGER_STRIDE=1 is all.
        let stride = ProcessInfo.processInfo.environment["LEDGER_STRIDE"].flatMap { Int($0) } ?? 487
        var refused = 0
        for place in Array(0..<100) + Array(Swift.stride(from: 100, to: whole.count, by: stride)) {
            var bytes = whole
            bytes[place] ^= UInt8(1 << (place % 8))
            try folder.write(bytes)
            let after = try answers()
            if after == before { continue }
            refused += 1
            if case .content = after { Issue.record("a flip at byte \(place) changed an answer") }
            if case .refused(let code) = after {
                #expect(Set([Code.ledgerDamaged, .ledgerNewer, .ledgerForeign, .ledgerUnreadable]).contains(code))
            }
        }
        #expect(refused > 50)
    }

    @Test func `row 25: says so wherever it was cut`() throws {
        try folder.fill()
        let whole = try folder.bytes
        for length in Array(stride(from: 0, to: whole.count, by: 1_999)) + [1, 99, 100, whole.count - 1] {
            try folder.write(Array(whole.prefix(length)))
            #expect(try answers() == .refused(.ledgerDamaged), "cut to \(length) bytes")
        }
    }

    @Test func `is told from a text, an empty file and random bytes`() throws {
        var random = SystemRandomNumberGenerator()
        for bytes in [
            Array("id,name\n1,Ada\n".utf8), [], [0], Array("SQLite format 3\0".utf8),
            (0..<9_000).map { _ in UInt8.random(in: 0 ... .max, using: &random) },
        ] {
            try folder.write(bytes)
            #expect(try answers() == .refused(.ledgerDamaged))
            #expect(try folder.bytes == bytes)
        }
    }

    @Test func `row 25: is one whose log was left without it`() throws {
        let ledger = try folder.open()
        _ = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        try FileManager.default.removeItem(atPath: folder.path)
        #expect(try answers() == .refused(.ledgerDamaged))
        #expect(!folder.names.contains("ledger.sqlite"))
    }

    @Test(arguments: [
        "UPDATE runs SET owner = 'somebody'", "UPDATE runs SET summary = '3 of 3'",
        "UPDATE runs SET number = number + 9",
        "UPDATE arrivals SET path = 'other'", "UPDATE arrivals SET converted = 1 - converted",
        "UPDATE deliveries SET target = 'other'", "UPDATE deliveries SET state = 'planned'",
        "UPDATE deliveries SET pinned = 1 - pinned", "UPDATE entries SET value = '7'",
        "UPDATE reservations SET number = number + 7", "UPDATE runs SET seal = ''",
    ])
    func `is one that was changed by hand`(sql: String) throws {
        try folder.fill()
        try folder.tamper(sql)
        let ledger = try folder.open()
        if sql.contains("number = number + 9") {
            // The id is under the seal, the column behind it is compared when the next number is asked for.
            let fault = #expect(throws: Fault.self) { try ledger.begin(LedgerBench.opening("new"), owner: "host 1") }
            #expect(fault?.code == .ledgerDamaged)
        } else {
            #expect(try answers() == .refused(.ledgerDamaged))
        }
    }
}
