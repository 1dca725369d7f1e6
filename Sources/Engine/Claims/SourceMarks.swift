import Exchange
import Machine

/// The marks of a profile's runs, `claims/<profile>/<run>`: each is on the disk before the first file is renamed, and
/// goes when the last has its name back or was let go of.
struct SourceMarks {
    let workspace: Workspace
    let profile: String

    private var place: String { "claims/\(profile)" }

    func mark(of run: String) throws(Fault) -> SourceMark? {
        try JSONFile.read(SourceMark.self, "\(place)/\(run)", in: workspace.folder)
    }

    /// Drawn anew, and on the disk when this returns.
    func make(for run: String, _ connection: String) throws(Fault) -> SourceMark {
        let mark = SourceMark(
            run: run, connection: connection, token: String(UInt64.random(in: 0 ... .max), radix: 16))
        _ = try workspace.folder.making(place)
        try JSONFile.write(mark, as: "\(place)/\(run)", in: workspace.folder)
        return mark
    }

    /// In order of the runs' ids.
    func all() throws(Fault) -> [SourceMark] {
        guard try workspace.folder.look(place) != nil else { return [] }
        var runs: [String] = []
        try workspace.folder.folder(place).list { entry throws(Fault) in
            if !entry.name.hasSuffix(JSONFile.unfinished) { runs.append(entry.name) }
            return .more
        }
        var marks: [SourceMark] = []
        for run in runs.sorted() { if let mark = try mark(of: run) { marks.append(mark) } }
        return marks
    }

    func remove(_ mark: SourceMark) throws(Fault) { try workspace.folder.remove("\(place)/\(mark.run)") }
}
