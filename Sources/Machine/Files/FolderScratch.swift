import CLinux
import Exchange
import Glibc

extension Folder {
    /// A new file without a name, for reading and writing: nobody else can open it, and it is gone when it is closed,
    /// however the process ends.
    package func nameless() throws(Fault) -> OpenFile {
        let rigged = FaultPoint.reach("file.create")
        if rigged != 0 { throw SystemFaults.fault("create a scratch file in", path, rigged) }
        let made = exchange_open_beneath(descriptor, ".", O_RDWR | Int32(EXCHANGE_O_TMPFILE), 0o600)
        if made >= 0 { return OpenFile(taking: made, path: "\(path)/(scratch)") }
        let number = exchange_errno()
        // Not every file system has such files (open(2), O_TMPFILE).
        guard number == EOPNOTSUPP || number == EISDIR || number == EINVAL else {
            throw SystemFaults.fault("create a scratch file in", path, number)
        }
        let name = ".scratch-" + String(UInt64.random(in: 0 ... .max), radix: 16)
        let file = try create(name)
        try remove(name)
        return file
    }
}
