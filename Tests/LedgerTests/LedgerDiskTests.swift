import ConformanceKit
import Exchange
import Foundation
import Glibc
import Testing

@testable import Ledger

/// The disk goes away under the write-ahead log and comes back: another file stands under its descriptor meanwhile.
@Suite struct `A ledger whose disk` {
    private let folder: LedgerFolder
    private let ledger: SQLiteLedger

    init() throws {
        folder = try LedgerFolder()
        ledger = try folder.open()
    }

    /// What advancing the run comes to while the log's descriptor leads to `device`.
    private func advance(_ run: Claim, on device: String, _ how: Int32) throws -> Fault? {
        let log = try #require(descriptor(of: folder.path + "-wal"))
        let kept = dup(log)
        let other = Glibc.open(device, how)
        try #require(kept >= 0 && other >= 0 && dup2(other, log) == log)
        defer {
            dup2(kept, log)
            close(kept)
            close(other)
        }
        return #expect(throws: Fault.self) { try ledger.advance(run, to: .stage) }
    }

    private func descriptor(of path: String) -> Int32? {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return all.compactMap(Int32.init).first { number in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")) == path
        }
    }

    @Test func `row 6: failed once is written to no more by this process, and whole to the next`() throws {
        let run = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        let fault = try advance(run.claim, on: "/dev/null", O_RDONLY)
        #expect(fault?.code == .ledgerUnreadable && fault?.context["sqlite"] == "SQLITE_IOERR")
        #expect(#expect(throws: Fault.self) { try ledger.advance(run.claim, to: .stage) } == fault)
        #expect(try ledger.run(run.id) == run)
        ledger.close()
        let anew = try folder.open()
        #expect(try anew.firstBrokenAuditRow() == nil)
        try anew.advance(run.claim, to: .stage)
        #expect(try anew.audit(of: run.id).map(\.event) == ["begun", "step stage"])
    }

    @Test func `was full goes on once there is room`() throws {
        let run = try ledger.begin(LedgerBench.opening(), owner: "host 1")
        let fault = try advance(run.claim, on: "/dev/full", O_RDWR)
        #expect(fault?.code == .ledgerFull)
        try ledger.advance(run.claim, to: .stage)
        #expect(try ledger.audit(of: run.id).map(\.event) == ["begun", "step stage"])
    }
}
