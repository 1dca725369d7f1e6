import Glibc

/// TCP on this machine only.
package enum LoopbackPort {
    /// A port that was free a moment ago. Another process may take it first: whoever binds it must be ready to ask again.
    package static func free() throws -> Int {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw TestTrouble("no socket: errno \(errno)") }
        defer { close(listener) }
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        guard named else { throw TestTrouble("no port: errno \(errno)") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// A connected socket, the caller's to close, whose reads and writes give up after so long; nil where nobody listens.
    package static func connect(_ port: Int, seconds: Int = 5) -> Int32? {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard made >= 0 else { return nil }
        var patience = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(made, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = loopback(port)
        let joined = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(made, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if joined { return made }
        close(made)
        return nil
    }

    /// What a server says first, up to `count` bytes; empty where it says nothing or is not there.
    package static func greeting(_ port: Int, count: Int = 255) -> String {
        guard let made = connect(port, seconds: 1) else { return "" }
        defer { close(made) }
        var bytes = [UInt8](repeating: 0, count: count)
        let got = recv(made, &bytes, count, 0)
        return got > 0 ? String(decoding: bytes[..<got], as: UTF8.self) : ""
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }
}
