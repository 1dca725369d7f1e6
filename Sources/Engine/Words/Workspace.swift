import Exchange
import Machine

/// The state folder of one institution: `ledger.sqlite`, `locks/`, and `runs/<id>/` with `in/`, `out/`, the rejects
/// and the report. Folders are 0700, files 0600.
package struct Workspace {
    package let folder: Folder
    package var path: String { folder.path }

    package init(_ path: String) throws(Fault) { folder = try Folder.make(path) }

    package func lock(_ profile: String) throws(Fault) -> ExclusiveLock {
        let locks = try folder.making("locks")
        return try ExclusiveLock("\(locks.path)/\(profile).lock")
    }

    func place(of run: String) -> String { "runs/\(run)" }

    /// An emptied folder of a run: what an earlier try left there is gone.
    func emptied(_ name: String, of run: String) throws(Fault) -> Folder {
        let path = "\(place(of: run))/\(name)"
        try clear(path)
        return try folder.making(path)
    }

    /// Copies of people's data are not kept longer than they are needed: after a run has ended, only its rejects and
    /// its report stay; a held run keeps its outputs, which somebody may want to look at. Twice is once.
    func clearUp(_ run: String, _ end: End) throws(Fault) {
        let place = place(of: run)
        try clear("\(place)/in")
        if end == .held { return }
        let record = try JSONFile.read(ConversionRecord.self, "\(place)/\(ConversionRecord.fileName)", in: folder)
        // Rejects that the report does not name are as much a copy as an output is.
        guard let record, !record.rejects.isEmpty || record.changes != nil else { return try clear("\(place)/out") }
        for output in record.outputs { try folder.remove(output.staged) }
    }

    /// Removes a folder with all that is in it.
    package func clear(_ path: String) throws(Fault) {
        guard try folder.look(path) != nil else { return }
        let inner = try folder.folder(path)
        var entries: [Entry] = []
        try inner.list { entry throws(Fault) in
            entries.append(entry)
            return .more
        }
        for entry in entries {
            if entry.kind == .folder { try clear("\(path)/\(entry.name)") } else { try inner.remove(entry.name) }
        }
        try folder.removeFolder(path)
    }
}
