import Exchange
import Ledger
import Machine

/// Removes what is older than an institution's retention. What an open run needs is never touched, and what belongs to
/// a profile only where its lock is ours (`mayTouch`).
package struct Pruner {
    private let ledger: any LedgerStore
    private let workspace: Workspace
    private let retention: Retention
    private let now: Moment
    private let dryRun: Bool
    private let mayTouch: (String) -> Bool
    private var pruning = Pruning()

    package init(
        _ ledger: any LedgerStore, _ workspace: Workspace, _ retention: Retention, now: Moment, dryRun: Bool = false,
        mayTouch: @escaping (_ profile: String) -> Bool
    ) {
        self.ledger = ledger
        self.workspace = workspace
        self.retention = retention
        self.now = now
        self.dryRun = dryRun
        self.mayTouch = mayTouch
    }

    /// Everything an institution has: runs, what is left of those the ledger does not know, and dry runs.
    package mutating func all() throws(Fault) -> Pruning {
        for id in try names("runs") { try run(id) }
        for profile in try names("dry-run") where isFree(profile) {
            for id in try names("dry-run/\(profile)/runs") {
                try folder("dry-run/\(profile)/runs/\(id)", ended: nil, isHeld: true)
            }
        }
        let gone = Set(try rows())
        for row in try ledger.runs(of: nil, limit: .max) where !gone.contains(row.id) {
            pruning.count(.ledger, isRemoved: false, row.ended ?? row.now.moment)
        }
        return pruning
    }

    /// What a run does when it ends: its own profile's old files, and the ledger.
    package mutating func afterwards(_ profile: String) throws(Fault) -> Pruning {
        let youngest = min(retention.content, retention.rejects, retention.reports)
        for row in try ledger.runs(of: profile, limit: .max) {
            guard let ended = row.ended, isOver(ended, youngest) else { continue }
            guard try workspace.folder.look(workspace.place(of: row.id)) != nil else { continue }
            try run(row.id)
        }
        _ = try rows()
        return pruning
    }

    private mutating func run(_ id: String) throws(Fault) {
        let row = try ledger.run(id)
        if let row {
            guard row.end != nil, isFree(row.profile) else { return }
        }
        try folder(workspace.place(of: id), ended: row?.ended, isHeld: row?.end ?? .held == .held)
    }

    /// `ended` is nil for a run that the ledger does not know: then the files' own times count.
    private mutating func folder(_ place: String, ended: Moment?, isHeld: Bool) throws(Fault) {
        for copies in Workspace.copies {
            for entry in try entries("\(place)/\(copies)") {
                // A run that has ended and holds nothing should have none of them.
                let limit = isHeld ? retention.content : 0
                try file("\(place)/\(copies)/\(entry.name)", .content, ended ?? entry.modified, limit)
            }
        }
        for entry in try entries("\(place)/out") {
            let kind: PruneClass = entry.name.hasPrefix(OutputRole.rejects.rawValue) ? .rejects : .content
            let isForPeople = [OutputRole.changes, .cover].contains { entry.name.hasPrefix($0.rawValue) }
            let isLeft = !isHeld && kind == .content && !isForPeople
            let limit = isLeft ? 0 : kind.limit(retention)
            try file("\(place)/out/\(entry.name)", kind, ended ?? entry.modified, limit)
        }
        for entry in try entries(place) where entry.kind == .file {
            try file("\(place)/\(entry.name)", .reports, ended ?? entry.modified, retention.reports)
        }
        for folder in Workspace.copies.map({ "\(place)/\($0)" }) + ["\(place)/out", place] { try removeIfEmpty(folder) }
    }

    private func removeIfEmpty(_ path: String) throws(Fault) {
        guard !dryRun, try workspace.folder.look(path) != nil, try entries(path).isEmpty else { return }
        try workspace.folder.removeFolder(path)
    }

    private mutating func file(_ path: String, _ kind: PruneClass, _ moment: Moment, _ limit: Int) throws(Fault) {
        let isRemoved = isOver(moment, limit)
        if isRemoved && !dryRun { try workspace.folder.remove(path) }
        pruning.count(kind, isRemoved: isRemoved, moment)
    }

    private mutating func rows() throws(Fault) -> [String] {
        let oldest = Moment(seconds: now.seconds - retention.ledger, nanoseconds: now.nanoseconds)
        let gone = try ledger.prune(before: oldest, dryRun: dryRun)
        for _ in gone { pruning.count(.ledger, isRemoved: true, oldest) }
        return gone
    }

    private mutating func isFree(_ profile: String) -> Bool {
        if mayTouch(profile) { return true }
        if !pruning.busy.contains(profile) { pruning.busy.append(profile) }
        return false
    }

    private func isOver(_ moment: Moment, _ limit: Int) -> Bool { now.seconds - moment.seconds >= limit }

    private func names(_ path: String) throws(Fault) -> [String] {
        try entries(path).filter { $0.kind == .folder }.map(\.name).sorted()
    }

    private func entries(_ path: String) throws(Fault) -> [Entry] {
        guard try workspace.folder.look(path)?.kind == .folder else { return [] }
        var found: [Entry] = []
        try workspace.folder.folder(path).list { entry throws(Fault) in
            found.append(entry)
            return .more
        }
        return found
    }
}
