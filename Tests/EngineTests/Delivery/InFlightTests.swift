import Exchange
import Glibc
import Ledger
import Machine
import ServerKit
import Testing
import Transports

@testable import Engine

/// What a process left behind that was killed with very many deliveries on their way, all of them just as far.
@Suite(.serialized) struct `Ten thousand deliveries in flight` {
    enum Flight: CaseIterable {
        case planned, retry, halfUploaded, uploaded, intended, renamed, renamedAndTaken, inDoubtAndThere

        /// Two of them are tried in full by every `make test`.
        var count: Int {
            let isInFull = self == .planned || self == .intended
            return isInFull || Repository.variable("EXCHANGE_ALL_IN_FLIGHT") != nil ? 10_000 : 1000
        }

        /// The states it has gone through since it was planned.
        var way: [DeliveryState] {
            switch self {
            case .planned: []
            case .retry: [.uploading, .retry]
            case .halfUploaded: [.uploading]
            case .uploaded: [.uploading, .uploaded]
            case .intended, .renamed, .renamedAndTaken: [.uploading, .uploaded, .publishing]
            case .inDoubtAndThere: [.uploading, .uploaded, .publishing, .inDoubt]
            }
        }
    }

    /// What this thread has worked so far, in seconds.
    private static func worked() -> Double {
        var spent = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent)
        return Double(spent.tv_sec) + Double(spent.tv_nsec) / 1e9
    }

    @Test(arguments: Flight.allCases) func `are all delivered once by the next run`(flight: Flight) throws {
        let bench = try Bench(temporariesAreOurs: true)
        bench.name = "copy_{ordinal}.txt"
        bench.isAudited = false
        try bench.put("in/a.txt", "one\n")
        bench.targetTap.before { call throws(Fault) in
            if call.verb == "store" { throw Fault(.placeLost, .stop, "The line is cut.") }
        }
        let cut = try bench.run()
        try #require(cut.exit == 6 && cut.end == "open", "\(cut)")
        bench.targetTap.calm()
        try bench.ledger { ledger in try leave(flight, bench, ledger, try ledger.claim(run: cut.run, owner: "killed")) }
        let stores = bench.targetTap.calls.count { $0.verb == "store" }
        var report: RunReport?
        let before = Self.worked()
        let took = try ContinuousClock().measure { report = try bench.run() }
        let worked = Self.worked() - before
        print("\(flight.count) deliveries, \(flight): \(took), \(worked) s of work")
        #expect(report?.exit == 0, "\(String(describing: report?.fault))")
        // A debug build does this in 10 s of its own time; what else the machine does is no matter.
        #expect(worked < 60)
        let taken = flight == .renamedAndTaken ? flight.count - 1 : 0
        #expect(bench.target.paths.count == flight.count - taken)
        #expect(bench.target.paths.allSatisfy { $0.hasPrefix("out/copy_") })
        if flight.way.contains(.publishing) {
            // Only the first, which was no more than begun, is sent again.
            #expect(bench.targetTap.calls.count { $0.verb == "store" } == stores + 1)
        }
        try bench.audit()
    }

    /// Puts ledger, state folder and receiver where they were when the process died.
    private func leave(_ flight: Flight, _ bench: Bench, _ ledger: SQLiteLedger, _ run: RunRow) throws {
        let rows = (2...flight.count).map { ordinal in
            let bytes = Array("line \(ordinal)\n".utf8)
            return (
                row: DeliveryRow(
                    id: SHA256.digest(of: bytes).hex, run: run.id, profile: run.profile, ordinal: ordinal,
                    target: "out/copy_\(ordinal).txt", digest: SHA256.digest(of: bytes), size: bytes.count,
                    staged: "runs/\(run.id)/out/\(ordinal)"), bytes: bytes
            )
        }
        let out = try Folder.open(bench.scratch.at("state/runs/\(run.id)/out"))
        for (row, bytes) in rows {
            let file = try out.create(String(row.ordinal))
            try bytes.withUnsafeBytes { try file.append($0) }
        }
        try ledger.plan(rows.map(\.row), run.claim)
        var before = DeliveryState.planned
        for state in flight.way {
            try ledger.move(
                rows.map { DeliveryMove($0.row.id, from: before, to: state, temporary: temporary(of: $0.row, run)) },
                entries: [:], run.claim)
            before = state
        }
        for (row, bytes) in rows {
            switch flight {
            case .planned, .retry, .renamedAndTaken: break
            case .halfUploaded: bench.target.put(temporary(of: row, run), Array(bytes.dropLast(3)))
            case .uploaded, .intended: bench.target.put(temporary(of: row, run), bytes)
            case .renamed, .inDoubtAndThere: bench.target.put(row.target, bytes)
            }
        }
    }

    private func temporary(of row: DeliveryRow, _ run: RunRow) -> String {
        TemporaryName.standard.path(DeliveryIdentity.temporary(row.id, epoch: run.epoch), for: "out")
    }
}
