import Glibc
import ServerKit

/// What this process holds now.
struct ProcessFigures {
    let kilobytes: Int

    static var now: ProcessFigures {
        let line = (TextFile.read("/proc/self/status") ?? "").split(separator: "\n").first { $0.hasPrefix("VmRSS") }
        return ProcessFigures(kilobytes: line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0)
    }

    /// Sockets of this process that are connected to a port of this machine.
    func sockets(to port: Int) -> Int {
        (3..<1024).count { descriptor in
            var peer = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let found = withUnsafeMutablePointer(to: &peer) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(Int32(descriptor), $0, &size) }
            }
            return found == 0 && peer.sin_family == sa_family_t(AF_INET)
                && Int(UInt16(bigEndian: peer.sin_port)) == port
        }
    }
}
