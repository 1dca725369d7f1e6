import Exchange
import Ledger
import Machine

/// Where a run's arrivals are brought to: `in/1`, `in/2`, … in the run's folder.
struct Inbox {
    private let run: OpenRun
    private let folder: Folder
    private let path: String

    init(_ run: OpenRun) throws(Fault) {
        self.run = run
        path = "\(run.workspace.place(of: run.row.id))/in"
        folder = try run.workspace.folder.making(path)
    }

    /// Brings these in: each is whole, on the disk and in the ledger when this returns, or none of them is in the ledger.
    func take(_ arrivals: [ArrivalRow]) throws(Fault) {
        let session = try run.source()
        var sinks: [StagingSink] = []
        for arrival in arrivals {
            try folder.remove(part(arrival))
            sinks.append(StagingSink(try folder.create(part(arrival)), among: arrivals.count))
        }
        let fates = try session.fetch(zip(arrivals, sinks).map { FetchItem(run.sourcePath(of: $0), into: $1) })
        for fate in fates { _ = try fate.get() }
        for sink in sinks { try sink.begin() }
        var digests: [ContentDigest] = []
        for sink in sinks { digests.append(try sink.finish()) }
        try demandUnchanged(arrivals, sinks.map(\.count), session)
        for arrival in arrivals {
            try folder.rename(part(arrival), to: String(arrival.ordinal), replacing: true, flushing: false)
        }
        try folder.sync()
        try run.ledger.move(
            zip(arrivals, digests).map { arrival, digest in
                ArrivalMove(
                    arrival.ordinal, from: .seen, to: .staged, digest: digest, staged: "\(path)/\(arrival.ordinal)")
            }, run.claim)
    }

    /// A look taken after the last byte: what changed meanwhile was not whole.
    private func demandUnchanged(_ arrivals: [ArrivalRow], _ counts: [Int], _ session: any Session) throws(Fault) {
        let after = try session.stat(arrivals.map(run.sourcePath))
        for (index, arrival) in arrivals.enumerated() {
            if let entry = try after[index].get(), entry.size == counts[index], entry.size == arrival.size,
                entry.modified == arrival.modified
            {
                continue
            }
            for arrival in arrivals { try folder.remove(part(arrival)) }
            throw Fault(
                .pickupChanged, .retry(after: 60), "\(arrival.path) changed while it was being brought in.",
                context: ["path": arrival.path])
        }
    }

    /// `machine.disk.full` unless the state folder has room for all of them, before the first byte is fetched.
    func demandRoom(for arrivals: [ArrivalRow]) throws(Fault) {
        let needed = arrivals.reduce(1 << 20) { sum, arrival in
            let (more, overflow) = sum.addingReportingOverflow(arrival.size)
            return overflow ? .max : more
        }
        guard !arrivals.isEmpty, let free = folder.freeBytes, free < needed else { return }
        throw Fault(
            .machineDiskFull, .stop,
            "\(run.workspace.path) has \(sized(free)) left; \(sized(needed)) are needed to bring in "
                + "\(counted(arrivals.count, "file")). Nothing was fetched.",
            context: ["path": run.workspace.path, "free": String(free), "needed": String(needed)])
    }

    private func part(_ arrival: ArrivalRow) -> String { "\(arrival.ordinal).part" }
}
