import CLinux
import Exchange
import Glibc

/// A pipe with a name in a folder (mkfifo(3), mode 0600), of which we hold both ends: other programs open it by its name,
/// nobody ever waits for somebody to open it, and it never ends while we live. What lies in it is in memory only.
package final class NamedPipe {
    let descriptor: Int32
    private let path: String

    package init(_ path: String) throws(Fault) {
        self.path = path
        guard mkfifo(path, 0o600) == 0 else { throw SystemFaults.fault("make the pipe", path) }
        descriptor = exchange_open(path, O_RDWR | O_NONBLOCK, 0)
        guard descriptor >= 0 else { throw SystemFaults.fault("open the pipe", path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Takes out what is in it now; at most 64 KiB, nothing where it is empty.
    package func take() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
        }
    }

    /// Puts all of the bytes in, or none: at most 4,096 (PIPE_BUF), as the system promises for those only.
    package func put(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        guard bytes.count <= 4096 else { throw SystemFaults.fault("write", path, EMSGSIZE) }
        let put = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        guard put == bytes.count else { throw SystemFaults.fault("write", path) }
    }
}
