import CLinux
import Exchange
import Glibc

/// A folder for a while (0700), for what another program must read by name: pipes, links, small files. It goes with this
/// object and everything in it; what a process that died left behind in a folder of ours is removed by the next one.
package final class PassingFolder {
    package let path: String
    private var folders: [String] = []
    private var entries: [String] = []

    /// In `parent`, which is a folder of ours alone, or in the system's temporary folder, where nothing of others is ever
    /// touched. Its name begins with `kind`.
    package init(_ kind: String, in parent: String? = nil) throws(Fault) {
        let place = parent ?? "/tmp"
        if parent != nil { PassingFolder.sweep(kind, in: place) }
        var template = Array("\(place)/\(kind)-\(getpid())-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw SystemFaults.fault("make a folder in", place) }
        path = String(cString: made)
    }

    deinit { remove() }

    package func at(_ name: String) -> String { "\(path)/\(name)" }

    /// Whether a program that lies here may be started: many systems forbid it in folders for temporary files.
    package var allowsPrograms: Bool {
        var about = statvfs()
        return statvfs(path, &about) != 0 || about.f_flag & UInt(EXCHANGE_ST_NOEXEC) == 0
    }

    /// A folder in it (0700).
    package func makeFolder(_ name: String) throws(Fault) {
        guard mkdir(at(name), 0o700) == 0 else { throw SystemFaults.fault("make the folder", at(name)) }
        folders.append(name)
    }

    package func makePipe(_ name: String) throws(Fault) -> NamedPipe {
        entries.append(name)
        return try NamedPipe(at(name))
    }

    /// A link to any path on the machine.
    package func link(_ name: String, to target: String) throws(Fault) {
        entries.append(name)
        guard symlink(target, at(name)) == 0 else { throw SystemFaults.fault("make the link", at(name)) }
    }

    /// A new file with these bytes, readable for us only.
    package func write(_ name: String, _ bytes: UnsafeRawBufferPointer, isProgram: Bool = false) throws(Fault) {
        entries.append(name)
        let made = exchange_open(at(name), O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard made >= 0 else { throw SystemFaults.fault("create", at(name)) }
        let file = OpenFile(taking: made, path: at(name))
        try file.append(bytes)
        try file.setMode(isProgram ? 0o700 : 0o600)
    }

    package func write(_ name: String, _ text: String, isProgram: Bool = false) throws(Fault) {
        try Array(text.utf8).withUnsafeBufferPointer { bytes throws(Fault) in
            try write(name, UnsafeRawBufferPointer(bytes), isProgram: isProgram)
        }
    }

    /// Removes it with everything that was put into it. Twice does no harm.
    package func remove() {
        for name in entries { unlink(at(name)) }
        for name in folders.reversed() { rmdir(at(name)) }
        rmdir(path)
        entries = []
        folders = []
    }

    /// What was put down ten minutes ago or more by a process that is gone.
    private static func sweep(_ kind: String, in place: String) {
        var left: [String] = []
        do throws(Fault) {
            let old = WallClock.now().seconds - 600
            try Folder.open(place).list { entry throws(Fault) in
                let parts = entry.name.split(separator: "-")
                guard entry.kind == .folder, entry.name.hasPrefix(kind + "-"), parts.count >= 3,
                    entry.modified.seconds < old,
                    let number = pid_t(parts[parts.count - 2]), kill(number, 0) != 0, exchange_errno() == ESRCH
                else { return .more }
                left.append(entry.name)
                return .more
            }
        } catch { return }
        for name in left { empty("\(place)/\(name)") }
    }

    /// Links are removed, never followed: `Folder` opens none.
    private static func empty(_ path: String) {
        do throws(Fault) {
            var entries: [Entry] = []
            try Folder.open(path).list { entry throws(Fault) in
                entries.append(entry)
                return .more
            }
            for entry in entries {
                if entry.kind == .folder { empty("\(path)/\(entry.name)") } else { unlink("\(path)/\(entry.name)") }
            }
        } catch { return }
        rmdir(path)
    }
}
