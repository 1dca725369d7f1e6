import ConformanceKit
import Exchange
import Foundation
import GRDB
import Ledger
import Machine

/// A folder with one ledger, removed with the test.
final class LedgerFolder {
    let folder: URL
    let clock = LedgerBenchClock()
    var path: String { folder.appendingPathComponent("ledger.sqlite").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func open(
        _ institution: String = "main", anchored: Bool = false, busyTimeout: Int = 10, clock: LedgerBenchClock? = nil
    ) throws -> SQLiteLedger {
        let clock = clock ?? self.clock
        return try SQLiteLedger(
            path: path, institution: institution, anchored: anchored, busyTimeout: busyTimeout, now: { clock.now },
            hash: SHA256.digest(of:))
    }

    /// What is in the folder.
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()) ?? [] }

    var bytes: [UInt8] {
        get throws { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
    }

    func write(_ bytes: [UInt8]) throws {
        for name in names { try FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    /// All that is in the folder but SQLite's memory, as a crash of this moment leaves it.
    func crashed() throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in names where !name.hasSuffix("-shm") {
            found[name] = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
        }
        return found
    }

    /// The folder as it was then.
    func restore(_ files: [String: [UInt8]]) throws {
        for name in names { try FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
        for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
    }

    func mode(_ name: String = "ledger.sqlite") throws -> Int {
        let facts = try FileManager.default.attributesOfItem(atPath: folder.appendingPathComponent(name).path)
        return (facts[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    /// Statements behind the ledger's back.
    func tamper(_ sql: String) throws {
        var how = Configuration()
        how.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: how)
        try queue.inDatabase { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// A closed ledger with something in every table.
    func fill(anchored: Bool = false) throws {
        let ledger = try open(anchored: anchored)
        for profile in ["students", "fees", "students"] {
            let run = try ledger.begin(LedgerBench.opening(profile), owner: "host 1")
            try ledger.add(
                (1...2).map {
                    ArrivalRow(run: run.id, ordinal: $0, path: "in/\($0)", size: 5, modified: clock.now)
                }, run.claim)
            try ledger.move(
                arrival: 1, from: .seen, to: .staged, digest: LedgerBench.digest(3), staged: "s", run.claim)
            try ledger.move(arrival: 1, from: .staged, to: .taken, digest: nil, staged: nil, run.claim)
            try ledger.plan(
                (1...2).map {
                    DeliveryRow(
                        id: "\(run.id) \($0)", run: run.id, profile: profile, ordinal: $0, target: "\($0).xml",
                        digest: LedgerBench.digest(4), size: 6, staged: "t")
                }, run.claim)
            let id = "\(run.id) 1"
            try ledger.move(delivery: id, from: .planned, to: .uploading, temporary: ".x", note: "", run.claim)
            try ledger.move(delivery: id, from: .uploading, to: .uploaded, temporary: nil, note: "", run.claim)
            try ledger.move(delivery: id, from: .uploaded, to: .publishing, temporary: nil, note: "", run.claim)
            try ledger.deliver(id, from: .publishing, evidence: "equal", entries: ["cursor": run.id], run.claim)
            _ = try ledger.reserve(profile, sequence: "invoices", run.claim)
            try ledger.end(run.claim, as: .done, summary: "2 of 2", tally: Tally())
        }
        _ = try ledger.begin(LedgerBench.opening("open"), owner: "host 2")
        ledger.close()
    }
}
