import CLinux
import Exchange
import Glibc

extension Folder {
    /// What stands at `name` (the last component is not followed where it is a link), or nil. The empty name is the
    /// folder itself.
    package func look(_ name: String) throws(Fault) -> FileAttributes? {
        if name.isEmpty {
            var found = stat()
            guard fstat(descriptor, &found) == 0 else { throw SystemFaults.fault("look at", path) }
            return FileAttributes(found)
        }
        let (folder, last) = try parent(of: name)
        guard let folder else { return nil }
        var found = stat()
        guard fstatat(folder.descriptor, last, &found, AT_SYMLINK_NOFOLLOW) == 0 else {
            let number = exchange_errno()
            if number == ENOENT || number == ENOTDIR { return nil }
            throw SystemFaults.fault("look at", at(name), number)
        }
        return FileAttributes(found)
    }

    /// Renames within this folder. Without `replacing` an existing target is refused atomically (`machine.exists`).
    /// Durable when it returns: both folders are flushed; with `flushing` false, once the caller has flushed them.
    package func rename(_ from: String, to: String, replacing: Bool, flushing: Bool = true) throws(Fault) {
        let rigged = FaultPoint.reach("folder.rename")
        if rigged != 0 { throw SystemFaults.fault("rename", at(from), rigged) }
        let (source, sourceName) = try parent(of: from)
        let (target, targetName) = try parent(of: to)
        guard let source else { throw SystemFaults.fault("rename", at(from), ENOENT) }
        guard let target else { throw SystemFaults.fault("rename to", at(to), ENOENT) }
        let result =
            replacing
            ? renameat(source.descriptor, sourceName, target.descriptor, targetName)
            : exchange_rename_new(source.descriptor, sourceName, target.descriptor, targetName)
        guard result == 0 else { throw SystemFaults.fault("rename \(at(from)) to", at(to)) }
        FaultPoint.pass("folder.renamed")
        if !flushing { return }
        try target.sync()
        if source.path != target.path { try source.sync() }
    }

    /// Gives a file within this folder a second name, which must be free. False where this file system has no second
    /// names. Durable once the folder of `to` is flushed, which is the caller's.
    package func link(_ from: String, to: String) throws(Fault) -> Bool {
        let rigged = FaultPoint.reach("folder.link")
        let (source, sourceName) = try parent(of: from)
        let (target, targetName) = try parent(of: to)
        guard let source else { throw SystemFaults.fault("link", at(from), ENOENT) }
        guard let target else { throw SystemFaults.fault("link to", at(to), ENOENT) }
        let failed =
            rigged != 0 || linkat(source.descriptor, sourceName, target.descriptor, targetName, 0) != 0
        if !failed { return true }
        let number = rigged != 0 ? rigged : exchange_errno()
        if [EPERM, EOPNOTSUPP, EMLINK, EXDEV].contains(number) { return false }
        throw SystemFaults.fault("link \(at(from)) to", at(to), number)
    }

    /// Removes a file; what is not there is removed already. Durable when it returns.
    package func remove(_ name: String) throws(Fault) {
        let rigged = FaultPoint.reach("folder.remove")
        if rigged != 0 { throw SystemFaults.fault("remove", at(name), rigged) }
        let (folder, last) = try parent(of: name)
        guard let folder else { return }
        guard unlinkat(folder.descriptor, last, 0) == 0 else {
            if exchange_errno() == ENOENT { return }
            throw SystemFaults.fault("remove", at(name))
        }
        try folder.sync()
    }

    /// Removes an empty folder; what is not there is removed already.
    package func removeFolder(_ name: String) throws(Fault) {
        let rigged = FaultPoint.reach("folder.clear")
        if rigged != 0 { throw SystemFaults.fault("remove the folder", at(name), rigged) }
        let (folder, last) = try parent(of: name)
        guard let folder else { return }
        guard unlinkat(folder.descriptor, last, AT_REMOVEDIR) != 0, exchange_errno() != ENOENT else { return }
        throw SystemFaults.fault("remove the folder", at(name))
    }

    /// Flushes the folder's own entries to the disk.
    package func sync() throws(Fault) {
        let rigged = FaultPoint.reach("folder.fsync")
        if rigged != 0 { throw SystemFaults.fault("flush the folder", path, rigged) }
        while fsync(descriptor) != 0 {
            if exchange_errno() != EINTR { throw SystemFaults.fault("flush the folder", path) }
        }
    }

    /// What an ordinary user may still write on this file system; nil where the kernel does not say.
    package var freeBytes: Int? {
        var about = statfs()
        guard fstatfs(descriptor, &about) == 0 else { return nil }
        let (bytes, overflow) = Int(about.f_bavail).multipliedReportingOverflow(by: Int(about.f_bsize))
        return overflow ? .max : bytes
    }

    /// The kind of file system it is on: statfs(2), `f_type`. Nil where the kernel does not say.
    package var fileSystem: Int? {
        var about = statfs()
        guard fstatfs(descriptor, &about) == 0 else { return nil }
        return Int(about.f_type)
    }

    /// Everything in this folder but `.` and `..`, in the kernel's order. A name that is no UTF-8 is shown with U+FFFD in
    /// the place of what is none; no verb can reach it.
    package func list(_ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        // A fresh descriptor: fdopendir(3) takes it over, and ours keeps its position.
        let copy = exchange_open_beneath(descriptor, ".", O_RDONLY | O_DIRECTORY, 0)
        guard copy >= 0, let stream = fdopendir(copy) else { throw SystemFaults.fault("list", path) }
        defer { closedir(stream) }
        while let found = readdir(stream) {
            guard let entry = try entry(&found.pointee), entry.name != ".", entry.name != ".." else { continue }
            if try each(entry) == .enough { return }
        }
    }

    /// Nil where it is gone between listing and look: it is not there. Looked at by the kernel's own bytes.
    private func entry(_ listed: inout dirent) throws(Fault) -> Entry? {
        let (name, failed, found) = withUnsafePointer(to: &listed.d_name) { name in
            name.withMemoryRebound(to: CChar.self, capacity: 256) { name in
                var found = stat()
                let failed = fstatat(descriptor, name, &found, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : exchange_errno()
                return (String(cString: name), failed, found)
            }
        }
        if failed == ENOENT { return nil }
        guard failed == 0 else { throw SystemFaults.fault("look at", at(name), failed) }
        let about = FileAttributes(found)
        return Entry(name: name, kind: about.kind, size: about.size, modified: about.modified)
    }

    /// The folder that holds `name` and its last component; no folder where one on the way is missing.
    private func parent(of name: String) throws(Fault) -> (Folder?, String) {
        guard let slash = name.lastIndex(of: "/") else {
            if name.isEmpty || name == "." || name == ".." { throw SystemFaults.fault("use", at(name), EXDEV) }
            return (self, name)
        }
        let last = String(name[name.index(after: slash)...])
        if last.isEmpty || last == "." || last == ".." { throw SystemFaults.fault("use", at(name), EXDEV) }
        do {
            return (try folder(String(name[..<slash])), last)
        } catch {
            if error.code == .machineMissing { return (nil, last) }
            throw error
        }
    }
}
