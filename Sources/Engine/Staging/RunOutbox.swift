import Exchange
import Ledger
import Machine

/// Where a run's feed puts its outputs: `out/1`, `out/2`, …, and the rejects, in the run's folder.
final class RunOutbox: Outbox {
    private struct Open {
        let sink: FileSink
        let role: OutputRole
        let staged: String
        let name: String
    }

    private let run: OpenRun
    private let out: Folder
    private var open: [ObjectIdentifier: Open] = [:]
    private(set) var finished: [(target: String, staged: String)] = []
    private(set) var rejects: [String] = []
    private(set) var changes: String?

    init(_ run: OpenRun) throws(Fault) {
        self.run = run
        out = try run.workspace.emptied("out", of: run.row.id)
    }

    func open(_ role: OutputRole, suffix: String) throws(Fault) -> any ByteSink {
        let ordinal = finished.count + 1
        let inside =
            switch role {
            case .delivery: String(ordinal)
            case .rejects: rejectsName(suffix)
            case .changes, .baseline: "\(role.rawValue).\(suffix)"
            }
        let name = role == .delivery ? try target(ordinal) : inside
        let sink = FileSink(try out.create(inside))
        let staged = "\(run.workspace.place(of: run.row.id))/out/\(inside)"
        open[ObjectIdentifier(sink)] = Open(sink: sink, role: role, staged: staged, name: name)
        return sink
    }

    func finish(_ sink: any ByteSink) throws(Fault) {
        guard let output = open.removeValue(forKey: ObjectIdentifier(sink)) else {
            preconditionFailure("a sink is finished once, by the outbox that opened it")
        }
        try output.sink.flush()
        try output.sink.file.sync()
        switch output.role {
        case .delivery: finished.append((output.name, output.staged))
        case .rejects: rejects.append(output.staged)
        case .changes: changes = output.staged
        case .baseline: break
        }
    }

    /// An output that was begun and not finished, by its staged name.
    var unfinished: String? { open.values.map(\.staged).min() }

    func name(of sink: any ByteSink) -> String { open[ObjectIdentifier(sink)].map { PlacePath.last($0.name) } ?? "" }

    var mayHoldSeveral: Bool { run.plan.delivery.name.placeholders.contains(.ordinal) }

    func spool() throws(Fault) -> any Spool { try FileSpool(out) }

    /// All that was made is on the disk, its folder's entries too.
    func close() throws(Fault) { try out.sync() }

    private func rejectsName(_ suffix: String) -> String {
        rejects.isEmpty ? "rejects.\(suffix)" : "rejects-\(rejects.count + 1).\(suffix)"
    }

    private func target(_ ordinal: Int) throws(Fault) -> String {
        let plan = run.plan.delivery
        let name = plan.name.filled { placeholder in
            switch placeholder {
            case .date: run.row.now.compactDate
            case .time: run.row.now.compactTime
            case .run: run.row.id
            case .sequence: String(run.row.sequence)
            case .profile: run.plan.profile.profile
            case .ordinal: String(ordinal)
            case .name, .stem: ""
            }
        }
        let target = PlacePath.join(plan.folder, name)
        try PlacePath.check(target)
        guard !finished.contains(where: { $0.target == target }) else {
            throw Fault(
                .runNameTwice, .stop, "This run makes more than one file, and two would be called '\(name)'.",
                context: ["name": name])
        }
        return target
    }
}
