import CLinux
import Exchange
import Glibc

/// One open file descriptor, owned; closed when the value goes. `path` is for messages only.
package final class OpenFile {
    package let descriptor: Int32
    package let path: String

    package init(taking descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    package func attributes() throws(Fault) -> FileAttributes {
        var found = stat()
        guard fstat(descriptor, &found) == 0 else { throw SystemFaults.fault("look at", path) }
        return FileAttributes(found)
    }

    /// Fills as much of `buffer` as the file holds from `offset`; zero at the end.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        while true {
            let got = pread(descriptor, buffer.baseAddress, buffer.count, offset)
            if got >= 0 { return got }
            if exchange_errno() != EINTR { throw SystemFaults.fault("read", path) }
        }
    }

    /// Writes all of `bytes` at the end of what was written so far.
    package func append(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        if let rigged = rigged("file.write") { throw rigged }
        var rest = bytes
        while !rest.isEmpty {
            let put = write(descriptor, rest.baseAddress, rest.count)
            if put < 0 {
                if exchange_errno() == EINTR { continue }
                throw SystemFaults.fault("write", path)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(put))
        }
    }

    package func overwrite(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        if let rigged = rigged("file.overwrite") { throw rigged }
        var done = 0
        while done < bytes.count {
            let put = bytes.withUnsafeBytes { all in
                pwrite(descriptor, all.baseAddress.map { $0 + done }, all.count - done, offset + done)
            }
            if put < 0 {
                if exchange_errno() == EINTR { continue }
                throw SystemFaults.fault("write", path)
            }
            done += put
        }
    }

    /// Flushes content and metadata to the disk. A failure is final for this file (the kernel forgets which pages
    /// were lost), so nobody may try again on the same descriptor. One that was interrupted has not failed.
    package func sync() throws(Fault) {
        if let rigged = rigged("file.fsync") { throw rigged }
        while fsync(descriptor) != 0 {
            if exchange_errno() != EINTR { throw SystemFaults.fault("flush", path) }
        }
    }

    /// Takes room on the disk for the file's first `count` bytes, and makes it that long at least.
    package func reserve(_ count: Int) throws(Fault) {
        if let rigged = rigged("file.reserve") { throw rigged }
        let failed = posix_fallocate(descriptor, 0, count)
        if failed != 0 { throw SystemFaults.fault("take room for", path, failed) }
    }

    /// Whether this process holds the file now, until it is closed; false where another one does.
    package func hold() throws(Fault) -> Bool {
        if exchange_lock_exclusively(descriptor) == 0 { return true }
        let number = exchange_errno()
        if number == EAGAIN || number == EACCES { return false }
        throw SystemFaults.fault("lock", path, number)
    }

    /// Lets the disk begin with what was written. A hint, no promise: `sync` gives that. Where many files follow each
    /// other, begun for all of them first, it saves a little.
    package func beginSync() { _ = exchange_begin_sync(descriptor) }

    /// Sets the permissions, whatever the process's mask is.
    package func setMode(_ mode: UInt32) throws(Fault) {
        guard fchmod(descriptor, mode) == 0 else { throw SystemFaults.fault("set the permissions of", path) }
    }

    private func rigged(_ point: StaticString) -> Fault? {
        let number = FaultPoint.reach(point)
        return number == 0 ? nil : SystemFaults.fault("write", path, number)
    }
}

extension Folder {
    /// Opens a regular file by its path on the machine; for files the operator or the system owns.
    package static func openAnywhere(_ path: String) throws(Fault) -> OpenFile {
        let descriptor = exchange_open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0)
        guard descriptor >= 0 else { throw SystemFaults.fault("open", path) }
        let file = OpenFile(taking: descriptor, path: path)
        guard try file.attributes().kind == .file else {
            throw Fault(.machineNotAFile, .stop, "\(path) is not a regular file.", context: ["path": path])
        }
        return file
    }
}
