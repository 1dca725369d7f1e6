import Glibc
import Machine
import ServerKit

/// One connection: sends all, reads until it ends or nothing comes for long.
struct Talk {
    enum Ending {
        case ended, reset, silence
    }

    private(set) var received: [UInt8] = []
    private(set) var ending = Ending.silence

    init(_ proxy: FaultProxy, sending bytes: [UInt8], ends: Bool = true, patience: Int = 20) {
        guard let descriptor = LoopbackPort.connect(proxy.port) else { return }
        defer { close(descriptor) }
        var (sent, buffer) = (0, [UInt8](repeating: 0, count: 65_536))
        while true {
            var look = pollfd(
                fd: descriptor, events: Int16(POLLIN) | (sent < bytes.count ? Int16(POLLOUT) : 0), revents: 0)
            guard poll(&look, 1, Int32(patience) * 1000) > 0 else { return }
            if look.revents & Int16(POLLOUT) != 0, sent < bytes.count {
                let put = bytes[sent...].withUnsafeBytes {
                    send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
                }
                // Nobody takes it any more; what is there may still be read.
                sent = put < 0 && errno != EAGAIN ? bytes.count : sent + max(0, put)
                if sent == bytes.count, ends { shutdown(descriptor, Int32(SHUT_WR)) }
            }
            if look.revents & ~Int16(POLLOUT) != 0 {
                let got = recv(descriptor, &buffer, buffer.count, 0)
                if got > 0 {
                    received += buffer[..<got]
                } else {
                    ending = got == 0 ? .ended : .reset
                    return
                }
            }
        }
    }
}
