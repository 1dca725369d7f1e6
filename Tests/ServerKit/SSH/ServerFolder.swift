import Glibc

/// A folder for one server, removed with everything in it. Not below /tmp where we are root: sshd locks nobody into a
/// folder below one that everybody may write to.
final class ServerFolder {
    let path: String

    init() throws {
        let parent = getuid() == 0 ? "/run" : "/tmp"
        var template = Array("\(parent)/exchange-server.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw TestTrouble("no folder in \(parent): errno \(errno)") }
        path = String(cString: made)
        // Accounts that log in must get through.
        chmod(path, 0o755)
    }

    deinit { ServerFolder.empty(path) }

    func at(_ name: String) -> String { "\(path)/\(name)" }

    /// A link is removed, not followed.
    private static func empty(_ folder: String) {
        for name in FolderNames.all(in: folder) {
            let path = "\(folder)/\(name)"
            var status = stat()
            if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { empty(path) } else { unlink(path) }
        }
        rmdir(folder)
    }
}
