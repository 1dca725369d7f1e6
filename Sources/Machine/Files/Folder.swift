import CLinux
import Exchange
import Glibc

/// A folder that the kernel keeps us inside: every path is resolved below it by openat2(2) with RESOLVE_BENEATH and
/// RESOLVE_NO_SYMLINKS. Paths are relative; `..`, absolute paths and links are refused by the kernel, not by us.
package final class Folder {
    let descriptor: Int32
    /// For messages only.
    package let path: String

    private init(taking descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Opens a folder by its path on the machine, which may lead through links: the operator wrote it.
    package static func open(_ path: String) throws(Fault) -> Folder {
        let descriptor = exchange_open(path, O_RDONLY | O_DIRECTORY, 0)
        guard descriptor >= 0 else { throw SystemFaults.fault("open the folder", path) }
        return Folder(taking: descriptor, path: path)
    }

    /// As `open`, after making the folder and those above it that are missing (mode 0700). Durable when it returns.
    package static func make(_ path: String) throws(Fault) -> Folder {
        var built = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            let above = built.isEmpty ? "." : built
            built += built.isEmpty || built == "/" ? String(part) : "/" + part
            // What is there already is left alone, also on a file system that is only read.
            if access(built, F_OK) == 0 { continue }
            let rigged = FaultPoint.reach("folder.make")
            if rigged != 0 { throw SystemFaults.fault("make the folder", built, rigged) }
            if mkdir(built, 0o700) == 0 {
                FaultPoint.pass("folder.made")
                try open(above).sync()
            } else if exchange_errno() != EEXIST {
                throw SystemFaults.fault("make the folder", built)
            }
        }
        return try open(path)
    }

    /// A folder below this one.
    package func folder(_ name: String) throws(Fault) -> Folder {
        if name.isEmpty || name == "." { return try Folder.open("/proc/self/fd/\(descriptor)", called: path) }
        let below = exchange_open_beneath(descriptor, name, O_RDONLY | O_DIRECTORY, 0)
        guard below >= 0 else { throw SystemFaults.fault("open the folder", at(name)) }
        return Folder(taking: below, path: at(name))
    }

    /// As `folder`, made first (with those between) where it is missing; mode 0700. Durable when it returns: a file in a
    /// folder is on the disk only if the folder's own name is.
    package func making(_ name: String) throws(Fault) -> Folder {
        var current = try folder("")
        for part in name.split(separator: "/").map(String.init) {
            if faccessat(current.descriptor, part, F_OK, AT_SYMLINK_NOFOLLOW) != 0 {
                let rigged = FaultPoint.reach("folder.make")
                if rigged != 0 { throw SystemFaults.fault("make the folder", current.at(part), rigged) }
                if mkdirat(current.descriptor, part, 0o700) == 0 {
                    FaultPoint.pass("folder.made")
                    try current.sync()
                } else if exchange_errno() != EEXIST {
                    throw SystemFaults.fault("make the folder", current.at(part))
                }
            }
            current = try current.folder(part)
        }
        return current
    }

    /// Opens a regular file for reading. Anything else (FIFO, device, folder, link) is `machine.notafile` or
    /// `machine.confined`; nothing blocks.
    package func open(_ name: String) throws(Fault) -> OpenFile {
        let descriptor = exchange_open_beneath(descriptor, name, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0)
        guard descriptor >= 0 else { throw SystemFaults.fault("open", at(name)) }
        let file = OpenFile(taking: descriptor, path: at(name))
        guard try file.attributes().kind == .file else {
            throw Fault(
                .machineNotAFile, .stop, "\(at(name)) is not a regular file.", context: ["path": at(name)])
        }
        return file
    }

    /// Creates a new file (mode 0600) for writing; an existing one is `machine.exists` and untouched.
    package func create(_ name: String) throws(Fault) -> OpenFile {
        let rigged = FaultPoint.reach("file.create")
        if rigged != 0 { throw SystemFaults.fault("create", at(name), rigged) }
        let descriptor = exchange_open_beneath(descriptor, name, O_RDWR | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw SystemFaults.fault("create", at(name)) }
        return OpenFile(taking: descriptor, path: at(name))
    }

    /// Opens a regular file that is there for reading and for writing in place; otherwise as `open`.
    package func openForChange(_ name: String) throws(Fault) -> OpenFile {
        let descriptor = exchange_open_beneath(descriptor, name, O_RDWR | O_NONBLOCK | O_NOCTTY, 0)
        guard descriptor >= 0 else { throw SystemFaults.fault("open", at(name)) }
        let file = OpenFile(taking: descriptor, path: at(name))
        guard try file.attributes().kind == .file else {
            throw Fault(
                .machineNotAFile, .stop, "\(at(name)) is not a regular file.", context: ["path": at(name)])
        }
        return file
    }

    /// The path on the machine of what stands at `name`, for programs that open files by their names themselves. Whoever
    /// can write into this folder decides what it leads to: only for folders that nobody else may enter.
    package func place(of name: String) -> String { at(name) }

    func at(_ name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }

    private static func open(_ path: String, called name: String) throws(Fault) -> Folder {
        let descriptor = exchange_open(path, O_RDONLY | O_DIRECTORY, 0)
        guard descriptor >= 0 else { throw SystemFaults.fault("open the folder", name) }
        return Folder(taking: descriptor, path: name)
    }
}
