import Exchange
import Ledger

/// The source, asked in the engine's words.
struct SourceFolder {
    let session: any Session
    let plan: PickupPlan

    /// Every matching file, by name, and a finding for each thing that matches but is no plain file.
    func candidates() throws(Fault) -> (files: [Candidate], findings: [Finding]) {
        var found: [Candidate] = []
        var findings: [Finding] = []
        try session.list(plan.folder) { entry throws(Fault) in
            guard Candidate.isFresh(entry.name, pattern: plan.files), !isMarker(entry.name) else { return .more }
            if let finding = objection(to: entry) {
                findings.append(finding)
            } else {
                found.append(Candidate(path: PlacePath.join(plan.folder, entry.name), entry: entry))
            }
            return .more
        }
        return (found.sorted { $0.path < $1.path }, findings)
    }

    /// Whether the done-file that the profile asks for stands beside the file.
    func isDone(_ candidate: Candidate) throws(Fault) -> Bool {
        guard let path = doneFile(for: candidate.path) else { return true }
        return try session.stat([path])[0].get() != nil
    }

    func doneFile(for path: String) -> String? {
        guard let pattern = plan.doneFile else { return nil }
        let name = PlacePath.last(path)
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        let done = pattern.filled { $0 == .name ? name : stem }
        return PlacePath.join(String(path.dropLast(name.count)).trimmingSlash, done)
    }

    /// A done-file may match the pattern itself (`*` does); it is no file to load.
    private func isMarker(_ name: String) -> Bool {
        guard let pattern = plan.doneFile?.filled({ _ in "*" }), pattern != "*" else { return false }
        return FilePattern(pattern)?.matches(name) ?? false
    }

    private func objection(to entry: Entry) -> Finding? {
        let name = PlacePath.readable(entry.name)
        if entry.kind != .file {
            let kind =
                switch entry.kind {
                case .folder: "a folder"
                case .link: "a symbolic link"
                default: "a pipe or a device"
                }
            return Finding(
                .error, .pickupNotAFile, Position(path: name), "'\(name)' is \(kind), not a file; it was not taken.")
        }
        do throws(Fault) {
            try PlacePath.check(PlacePath.join(plan.folder, entry.name))
            return nil
        } catch {
            return Finding(
                .error, .pickupName, Position(path: name), "The name '\(name)' cannot be used; the file was not taken.")
        }
    }
}

extension String {
    /// Without one slash at the end.
    fileprivate var trimmingSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
