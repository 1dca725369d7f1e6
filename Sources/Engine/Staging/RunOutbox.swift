import Exchange
import Ledger
import Machine

/// Where a run's feed puts its outputs: `out/1`, `out/2`, …, the rejects and the changes, in the run's folder; the load
/// itself sealed, beside the profile's earlier ones.
final class RunOutbox: Outbox {
    private struct Open {
        let sink: any ByteSink
        let role: OutputRole
        /// Relative to the state folder.
        let staged: String
        let name: String
        /// Of a delivery, its number.
        var ordinal = 0
        /// What is complete is on the disk.
        let close: () throws(Fault) -> Void
    }

    /// A delivery that is whole.
    struct Made {
        let ordinal: Int
        let target: String
        /// Relative to the state folder.
        let staged: String
        /// What it must have, where it is an arrival as it came.
        let digest: ContentDigest?
    }

    private let run: OpenRun
    private let arrivals: [StagedCopy]
    private let out: Folder
    private var open: [ObjectIdentifier: Open] = [:]
    private var begun: Set<OutputRole> = []
    private var targets: Set<String> = []
    private var made: [Made] = []
    /// Deliveries begun so far.
    private var deliveries = 0
    private(set) var rejects: [String] = []
    /// Relative to the state folder.
    private(set) var changes: String?
    private(set) var baseline: BaselineEntry?
    /// Relative to the state folder.
    private(set) var covers: [String] = []

    init(_ run: OpenRun, _ arrivals: [StagedCopy]) throws(Fault) {
        self.run = run
        self.arrivals = arrivals
        out = try run.workspace.emptied("out", of: run.row.id)
    }

    func open(_ role: OutputRole, suffix: String, from source: String?, part: String?) throws(Fault) -> any ByteSink {
        let isNew = begun.insert(role).inserted
        precondition(
            isNew || role == .delivery || role == .rejects || role == .cover, "there is one output of that role")
        let output =
            switch role {
            case .delivery: try delivery(source, part)
            case .rejects: try file(role, rejectsName(suffix))
            case .changes: try file(role, "changes.\(suffix)")
            case .baseline: try load()
            case .cover: try file(role, "cover.\(suffix)")
            }
        open[ObjectIdentifier(output.sink)] = output
        return output.sink
    }

    func pass(_ arrival: Int) throws(Fault) {
        let file = arrivals[arrival]
        let (target, ordinal) = try next(from: file.name)
        let staged = "\(run.workspace.place(of: run.row.id))/out/\(ordinal)"
        if try !run.workspace.folder.link(file.path, to: staged) { try copy(file, as: String(ordinal)) }
        made.append(Made(ordinal: ordinal, target: target, staged: staged, digest: file.digest))
    }

    func finish(_ sink: any ByteSink) throws(Fault) {
        guard let output = open.removeValue(forKey: ObjectIdentifier(sink)) else {
            preconditionFailure("a sink is finished once, by the outbox that opened it")
        }
        try output.close()
        switch output.role {
        case .delivery:
            made.append(Made(ordinal: output.ordinal, target: output.name, staged: output.staged, digest: nil))
        case .rejects: rejects.append(output.staged)
        case .changes: changes = output.staged
        case .baseline: break
        case .cover: covers.append(output.staged)
        }
    }

    /// Where the reasons for rejects go.
    var reasons: ReasonsFile { ReasonsFile(out) }

    /// The deliveries that are whole, by their numbers.
    var finished: [Made] { made.sorted { $0.ordinal < $1.ordinal } }

    /// An output that was begun and not finished, by its staged name.
    var unfinished: String? { open.values.map(\.staged).min() }

    func name(of sink: any ByteSink) -> String { open[ObjectIdentifier(sink)].map { PlacePath.last($0.name) } ?? "" }

    var mayHoldSeveral: Bool {
        run.plan.delivery.name.placeholders.contains {
            $0 == .ordinal || $0 == .part || Placeholder.ofCopies.contains($0)
        }
    }

    func spool() throws(Fault) -> any Spool { try FileSpool(out, run.around.abort) }

    /// All that was made is on the disk, its folder's entries too.
    func close() throws(Fault) { try out.sync() }

    /// A delivery is called by its number here.
    private func delivery(_ source: String?, _ part: String?) throws(Fault) -> Open {
        let (target, ordinal) = try next(from: source, part)
        var output = try file(.delivery, String(ordinal), called: target)
        output.ordinal = ordinal
        return output
    }

    private func copy(_ file: StagedCopy, as name: String) throws(Fault) {
        let sink = FileSink(try out.create(name))
        try file.eachChunk { chunk throws(Fault) in
            try sink.write(chunk)
            return .more
        }
        try sink.flush()
        try sink.file.sync()
    }

    private func file(_ role: OutputRole, _ inside: String, called name: String? = nil) throws(Fault) -> Open {
        let sink = FileSink(try out.create(inside))
        let staged = "\(run.workspace.place(of: run.row.id))/out/\(inside)"
        return Open(sink: sink, role: role, staged: staged, name: name ?? inside) { () throws(Fault) in
            try sink.flush()
            try sink.file.sync()
        }
    }

    /// The load as the receiver will hold it. Nobody will ever ask for the one of a dry run, or of a part.
    private func load() throws(Fault) -> Open {
        if run.wishes.dryRun || run.isPartial {
            return Open(sink: DiscardSink(), role: .baseline, staged: "the baseline", name: "") { () throws(Fault) in }
        }
        let shelf = BaselineShelf(workspace: run.workspace, profile: run.row.profile)
        let sink = try shelf.create(for: run.row.id)
        return Open(sink: sink, role: .baseline, staged: "the baseline", name: "") { [unowned self] () throws(Fault) in
            baseline = try shelf.keep(sink, of: run.row.id)
        }
    }

    private func rejectsName(_ suffix: String) -> String {
        rejects.isEmpty ? "rejects.\(suffix)" : "rejects-\(rejects.count + 1).\(suffix)"
    }

    /// The name and the number of the next delivery.
    private func next(from source: String?, _ part: String? = nil) throws(Fault) -> (target: String, ordinal: Int) {
        deliveries += 1
        let target = try DeliveryName(run).target(
            ordinal: deliveries, source: source.map(FileName.init), part: part)
        guard targets.insert(target).inserted else {
            throw Fault(
                .runNameTwice, .stop,
                "This run makes more than one file, and two would be called '\(PlacePath.readable(target))'.",
                context: ["name": PlacePath.readable(target)])
        }
        return (target, deliveries)
    }
}
