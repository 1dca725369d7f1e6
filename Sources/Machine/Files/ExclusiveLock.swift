import CLinux
import Exchange
import Glibc

/// A lock file held by this process. The kernel lets go of it when the process ends, however it ends.
package final class ExclusiveLock {
    private let file: OpenFile

    /// `machine.locked` when somebody else holds it.
    package init(_ path: String) throws(Fault) {
        let rigged = FaultPoint.reach("lock.open")
        if rigged != 0 { throw SystemFaults.fault("open", path, rigged) }
        let descriptor = exchange_open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemFaults.fault("open", path) }
        file = OpenFile(taking: descriptor, path: path)
        guard exchange_lock_exclusively(descriptor) == 0 else {
            let number = exchange_errno()
            if number == EAGAIN || number == EACCES {
                throw Fault(
                    .machineLocked, .stop, "Another process holds \(path).", context: ["path": path])
            }
            throw SystemFaults.fault("lock", path, number)
        }
    }
}
