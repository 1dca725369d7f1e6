import Exchange

/// The source, asked in the engine's words.
struct SourceFolder {
    let session: any Session
    let plan: PickupPlan
    private let markers: FilePattern?

    init(session: any Session, plan: PickupPlan) {
        self.session = session
        self.plan = plan
        let pattern = plan.doneFile?.filled { _ in "*" }
        markers = pattern == "*" ? nil : pattern.flatMap { FilePattern($0) }
    }

    /// Those whose done-file is not beside them, where the profile asks for one.
    func unfinished(_ files: [Candidate]) throws(Fault) -> [Candidate] {
        let paths = files.compactMap { doneFile(for: $0.path) }
        if paths.isEmpty { return [] }
        var missing: [Candidate] = []
        for (file, found) in zip(files, try session.stat(paths)) where try found.get() == nil { missing.append(file) }
        return missing
    }

    func doneFile(for path: String) -> String? {
        guard let pattern = plan.doneFile else { return nil }
        let name = PlacePath.last(path)
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        let done = pattern.filled { $0 == .name ? name : stem }
        return PlacePath.join(String(path.dropLast(name.count)).trimmingSlash, done)
    }

    /// A done-file may match the pattern itself (`*` does); it is no file to load.
    func isMarker(_ name: String) -> Bool { markers?.matches(name) ?? false }

    /// What keeps an entry of a matching name from being taken, whatever the ledger says.
    func objection(to entry: Entry) -> Finding? {
        let name = PlacePath.readable(entry.name)
        guard isUsable(entry.name) else {
            return Finding(
                .error, .pickupName, Position(path: name), "The name '\(name)' cannot be used; the file was not taken.")
        }
        if entry.kind != .file {
            return Finding(
                .error, .pickupNotAFile, Position(path: name),
                "'\(name)' is \(entry.kind.words), not a file; it was not taken.")
        }
        if entry.size < 0 {
            return Finding(
                .error, .pickupListing, Position(path: name),
                "'\(name)' has a size below nothing, as the server says; it was not taken.")
        }
        return nil
    }

    private func isUsable(_ name: String) -> Bool {
        if name.isEmpty || name.utf8.contains(UInt8(ascii: "/")) { return false }
        do throws(Fault) {
            try PlacePath.check(PlacePath.join(plan.folder, name))
            return true
        } catch { return false }
    }
}

extension Entry.Kind {
    fileprivate var words: String {
        switch self {
        case .file: "a file"
        case .folder: "a folder"
        case .link: "a symbolic link"
        case .special: "a pipe or a device"
        }
    }
}

extension String {
    /// Without one slash at the end.
    fileprivate var trimmingSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
