import Glibc
import ServerKit

/// A socket that listens and never says a word: what connects to it stands and waits.
final class Listener {
    let port: Int
    private let descriptor: Int32

    /// `host` an IPv4 or IPv6 address of this machine; `port` 0 for one of the kernel's choice.
    init(_ host: String = "127.0.0.1", port: Int = 0, backlog: Int32 = 16) throws {
        var hints = addrinfo()
        hints.ai_flags = AI_NUMERICHOST
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &found) == 0, let entry = found?.pointee else {
            throw TestTrouble("no address \(host)")
        }
        defer { freeaddrinfo(found) }
        let made = socket(entry.ai_family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard bind(made, entry.ai_addr, entry.ai_addrlen) == 0, listen(made, backlog) == 0 else {
            close(made)
            throw TestTrouble("cannot listen at \(host): errno \(errno)")
        }
        var bound = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &bound) {
            _ = $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(made, $0, &size) }
        }
        descriptor = made
        // The port stands in the same place for both families.
        self.port = Int(UInt16(bigEndian: bound.sin_port))
    }

    deinit { close(descriptor) }
}
