import Exchange
import Machine

/// The state folder of one institution: `ledger.sqlite`, `locks/`, `runs/<id>/` with `in/`, `out/`, the rejects and the
/// report, `baselines/<profile>/` with sealed loads, and the key to those. Folders are 0700, files 0600.
package struct Workspace {
    package let folder: Folder
    package var path: String { folder.path }

    /// Where the operator keeps the institution's key; nil for the one in the state folder.
    private let keyFile: String?

    package init(_ path: String, keyFile: String? = nil) throws(Fault) {
        folder = try Folder.make(path)
        self.keyFile = keyFile
    }

    /// The key to the institution's sealed files: the operator's, or `key`, made when it is first asked for.
    package func key() throws(Fault) -> SealKey {
        if let keyFile { return try SealKey.read(keyFile) }
        return try SealKey.own(in: folder)
    }

    package func lock(_ profile: String) throws(Fault) -> ExclusiveLock {
        let locks = try folder.making("locks")
        return try ExclusiveLock("\(locks.path)/\(profile).lock")
    }

    /// The folders of a run in which copies stand that nobody needs once it has ended, held or not: what came in, what
    /// was in it where it came encrypted, and what was encrypted to go out.
    static let copies = ["in", "plain", "wrapped"]

    func place(of run: String) -> String { "runs/\(run)" }

    /// An emptied folder of a run: what an earlier try left there is gone.
    func emptied(_ name: String, of run: String) throws(Fault) -> Folder {
        let path = "\(place(of: run))/\(name)"
        try clear(path)
        return try folder.making(path)
    }

    /// Copies of people's data are not kept longer than they are needed: after a run has ended, only its rejects, its
    /// changes and its report stay; a held run keeps its outputs, which somebody may release. Twice is once.
    func clearUp(_ run: String, _ end: End, _ retention: Retention, isDry: Bool = false) throws(Fault) {
        let place = place(of: run)
        for folder in Workspace.copies { try clear("\(place)/\(folder)") }
        let keepsContent = retention.content > 0
        // Nobody can release what was only tried out.
        if end == .held, keepsContent, !isDry { return }
        let record = try JSONFile.read(ConversionRecord.self, "\(place)/\(ConversionRecord.fileName)", in: folder)
        // Rejects that the report does not name are as much a copy as an output is.
        let rejects = Set(record?.rejects ?? [])
        try clear("\(place)/out") { path in
            if rejects.contains(path) || PlacePath.last(path) == ReasonsFile.name { return record != nil }
            let isForPeople = [OutputRole.changes, .cover].contains {
                PlacePath.last(path).hasPrefix($0.rawValue + ".")
            }
            return record != nil && keepsContent && isForPeople
        }
    }

    /// Removes a folder with all that is in it but the files that are to be kept, and the folders of these.
    package func clear(_ path: String, keeping: (_ path: String) -> Bool = { _ in false }) throws(Fault) {
        guard try folder.look(path) != nil else { return }
        let inner = try folder.folder(path)
        var entries: [Entry] = []
        try inner.list { entry throws(Fault) in
            entries.append(entry)
            return .more
        }
        var left = 0
        for entry in entries {
            let below = "\(path)/\(entry.name)"
            if entry.kind == .folder {
                try clear(below, keeping: keeping)
                left += try folder.look(below) == nil ? 0 : 1
            } else if keeping(below) {
                left += 1
            } else {
                try inner.remove(entry.name)
            }
        }
        if left == 0 { try folder.removeFolder(path) }
    }
}
