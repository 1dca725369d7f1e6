import Exchange
import Machine
import ServerKit

@testable import Transports

/// A listener with so many waiting already that the kernel lets no further connection stand: a host that does not answer.
final class FullListener {
    let port: Int
    private let listener: Listener
    private var waiting: [Socket] = []

    init(_ host: String, port wished: Int = 0) throws {
        listener = try Listener(host, port: wished, backlog: 0)
        port = listener.port
        guard let address = HostAddress(host) else { throw TestTrouble("no address \(host)") }
        for _ in 0..<8 {
            guard let socket = Socket.setOut(to: address, port: port).socket else { continue }
            waiting.append(socket)
            if !socket.wait(toRead: false, toWrite: true, milliseconds: 100).canWrite { return }
        }
        throw TestTrouble("the kernel takes any number of connections")
    }
}
