import CLinux
import Exchange
import Glibc

/// A word to other processes that this folder is in use, or that it is nobody's now. The kernel lets go of it when the
/// process ends, however it ends. It keeps nobody from anything: whoever removes such folders asks first.
package final class FolderHold: Sendable {
    private let descriptor: Int32

    private init(taking descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// In use, as by any number of others; nil where somebody is about to remove it.
    package static func sharing(_ path: String) throws(Fault) -> FolderHold? { try taken(path, LOCK_SH) }

    /// Alone; nil where somebody uses it.
    package static func alone(_ path: String) throws(Fault) -> FolderHold? { try taken(path, LOCK_EX) }

    private static func taken(_ path: String, _ kind: Int32) throws(Fault) -> FolderHold? {
        let descriptor = exchange_open(path, O_RDONLY | O_DIRECTORY, 0)
        guard descriptor >= 0 else { throw SystemFaults.fault("open the folder", path) }
        let hold = FolderHold(taking: descriptor)
        if flock(descriptor, kind | LOCK_NB) == 0 { return hold }
        let number = exchange_errno()
        if number == EWOULDBLOCK { return nil }
        throw SystemFaults.fault("lock", path, number)
    }
}
