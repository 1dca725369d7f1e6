import Glibc

/// A stream socket that never makes us wait, closed when this object goes. Calls answer what the kernel says: a count,
/// or the error number made negative.
final class Socket {
    let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { Glibc.close(descriptor) }

    /// Sets out to an address; the negative error number where that fails at once.
    static func setOut(to address: HostAddress, port: Int) -> (socket: Socket?, error: Int32) {
        let made = socket(address.isIPv4 ? AF_INET : AF_INET6, kind, 0)
        guard made >= 0 else { return (nil, errno) }
        let opened = Socket(made)
        prepare(made)
        return address.lend(port: port) { opened.setOut($0, $1) }
    }

    /// Sets out to a socket in the file system.
    static func setOut(toPath path: String) -> (socket: Socket?, error: Int32) {
        var address = sockaddr_un()
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard path.utf8.count < room else { return (nil, ENAMETOOLONG) }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let made = socket(AF_UNIX, kind, 0)
        guard made >= 0 else { return (nil, errno) }
        let opened = Socket(made)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                opened.setOut($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// A socket made ready for somebody else, who sets out with it and closes it; negative where there is none.
    static func forAnother(_ family: Int32) -> Int32 {
        let made = socket(family, kind, 0)
        guard made >= 0 else { return -1 }
        prepare(made)
        return made
    }

    static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    /// The far end is no longer listened to, and where `both`, not spoken to either: nobody waits for its answer.
    static func end(_ descriptor: Int32, both: Bool) {
        _ = shutdown(descriptor, Int32(both ? SHUT_RDWR : SHUT_RD))
    }

    private static var kind: Int32 {
        Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    }

    private func setOut(_ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> (socket: Socket?, error: Int32) {
        guard connect(descriptor, address, size) != 0, errno != EINPROGRESS, errno != EINTR else { return (self, 0) }
        return (nil, errno)
    }

    /// Small requests leave at once, and a far end that is gone is noticed in two minutes. The kernel's own tuning of
    /// the buffers stays: a size of ours would end it, and would be cut to a smaller one on most machines.
    private static func prepare(_ descriptor: Int32) {
        set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
        set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPIDLE, 60)
        set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPINTVL, 15)
        set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPCNT, 4)
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// What became of setting out, once it can be written to: 0, or the error number.
    var arrival: Int32 {
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> Int {
        let sent = Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        return sent >= 0 ? sent : -Int(errno)
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let got = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        return got >= 0 ? got : -Int(errno)
    }

    /// Waits until it can be read (or written, where asked), at most so long.
    func wait(toRead: Bool = true, toWrite: Bool, milliseconds: Int) -> (canRead: Bool, canWrite: Bool) {
        let ready = Socket.wait(for: [self], toRead: toRead, toWrite: toWrite, milliseconds: milliseconds)[0]
        let broken = ready & Int16(POLLERR | POLLHUP | POLLNVAL) != 0
        return (broken || ready & Int16(POLLIN) != 0, broken || ready & Int16(POLLOUT) != 0)
    }

    /// poll(2) over several; what it says of each.
    static func wait(for sockets: [Socket], toRead: Bool, toWrite: Bool, milliseconds: Int) -> [Int16] {
        let events = Int16((toRead ? POLLIN : 0) | (toWrite ? POLLOUT : 0))
        var polls = sockets.map { pollfd(fd: $0.descriptor, events: events, revents: 0) }
        guard poll(&polls, nfds_t(polls.count), Int32(clamping: milliseconds)) > 0 else {
            return sockets.map { _ in 0 }
        }
        return polls.map(\.revents)
    }

    /// Whether an error number of `send` and `receive` only means "not now".
    static func isPatience(_ answer: Int) -> Bool { answer == -Int(EAGAIN) || answer == -Int(EINTR) }

    /// The answer that means "not now".
    static let notNow = -Int(EAGAIN)

    /// The system's words for an error number.
    static func words(_ number: Int32) -> String { String(cString: strerror(number)) }
}
