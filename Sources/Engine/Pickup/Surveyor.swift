import Exchange
import Ledger

/// Lists the source and tells new files from those the ledger knows. Streams: what is known is not kept, and the ledger
/// is asked about hundreds at once.
final class Surveyor {
    private let run: OpenRun
    private let source: SourceFolder
    /// What a run that took a file means for it, each asked once.
    private var verdicts: [String: Standing] = [:]
    private let forgotten: Moment?

    /// More entries are no folder anybody works with, but a listing that never ends.
    static let entryLimit = 1_000_000
    private static let askedAtOnce = 1000

    init(_ run: OpenRun, _ source: SourceFolder) throws(Fault) {
        self.run = run
        self.source = source
        forgotten = try run.ledger.forgotten(run.row.profile)
    }

    func look() throws(Fault) -> Survey {
        var survey = Survey()
        var batch: [Candidate] = []
        var names = NamesOnce()
        var entries = 0
        try source.session.list(source.plan.folder) { entry throws(Fault) in
            entries += 1
            if entries > Surveyor.entryLimit { throw self.endless() }
            guard self.isAskedFor(entry, &survey) else { return .more }
            switch names.add(entry.name) {
            case .new: batch.append(Candidate(folder: source.plan.folder, entry: entry))
            case .second: survey.add(self.twice(entry.name))
            case .further: break
            }
            if batch.count >= Surveyor.askedAtOnce { try self.judge(&batch, into: &survey) }
            return .more
        }
        try judge(&batch, into: &survey)
        survey.close(source.plan.order) { names.isTwice($0.entry.name) }
        return survey
    }

    private func isAskedFor(_ entry: Entry, _ survey: inout Survey) -> Bool {
        switch source.plan.files.verdict(on: entry.name) {
        case .other: return false
        case .passedOver(let kind):
            if !source.isMarker(entry.name) { survey.passedOver[kind, default: 0] += 1 }
            return false
        case .taken:
            if source.isMarker(entry.name) { return false }
            guard let objection = source.objection(to: entry) else { return true }
            survey.add(objection)
            return false
        }
    }

    private func judge(_ batch: inout [Candidate], into survey: inout Survey) throws(Fault) {
        let standings = try standings(of: batch)
        for (file, standing) in zip(batch, standings) { survey.add(file, standing) }
        batch.removeAll(keepingCapacity: true)
    }

    private func standings(of files: [Candidate]) throws(Fault) -> [Standing] {
        if run.isAgain { return files.map { _ in .fresh } }
        let now = run.around.now()
        let taken = try run.ledger.taken(run.row.profile, files.map { $0.look(at: now) })
        var standings: [Standing] = []
        for (file, run) in zip(files, taken) {
            guard let run, let verdict = try verdict(on: run) else {
                standings.append(isRemembered(file) ? .fresh : .forgotten)
                continue
            }
            standings.append(verdict)
        }
        return standings
    }

    private func verdict(on id: String) throws(Fault) -> Standing? {
        if let known = verdicts[id] { return known }
        guard let earlier = try run.ledger.run(id) else { return nil }
        let verdict = try run.standing(after: earlier)
        verdicts[id] = verdict
        return verdict
    }

    /// Whether the ledger would know of the file, had a run taken it: what is older than that counts as taken.
    private func isRemembered(_ file: Candidate) -> Bool { forgotten.map { file.entry.modified > $0 } ?? true }

    private func twice(_ name: String) -> Finding {
        let name = PlacePath.readable(name)
        return Finding(
            .error, .pickupListing, Position(path: name),
            "The server lists '\(name)' more than once; none of them was taken.")
    }

    private func endless() -> Fault {
        Fault(
            .pickupEndless, .stop,
            "The listing of \(source.plan.place) has more than \(grouped(Surveyor.entryLimit)) entries. Nothing was taken.",
            context: ["path": source.plan.folder])
    }
}

extension PickupPlan {
    /// `test place/in`: for sentences.
    var place: String { "\(transport.address)\(folder.isEmpty ? "" : "/" + folder)" }

    /// `'*.csv' in test place/in`.
    var wanted: String { "\(files) in \(place)" }
}
