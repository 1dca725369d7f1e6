import Exchange
import Machine

/// Several addresses of one host, tried beside each other ("happy eyeballs", RFC 8305): a dead one costs a quarter of a
/// second, not minutes. The first that stands wins; the others are given up.
struct DialAttempts {
    private let host: String
    private let port: Int
    private var waiting: [HostAddress]
    private var underWay: [(socket: Socket, address: HostAddress)] = []
    private var failures: [String] = []

    private static let head = 0.25

    init(host: String, port: Int, addresses: [HostAddress]) {
        self.host = host
        self.port = port
        waiting = addresses
    }

    /// `place.unreachable` where all fail or the time is over; it names each address and what the system said of it.
    consuming func run(_ limit: TimeLimit) throws(Fault) -> Dialled {
        var next = WallClock.steady()
        while !limit.isOver {
            try limit.look("connecting to \(host)")
            if !waiting.isEmpty, underWay.isEmpty || WallClock.steady() >= next {
                setOut()
                next = WallClock.steady() + DialAttempts.head
            }
            if waiting.isEmpty && underWay.isEmpty { throw unreachable(failures) }
            if let dialled = look(min(limit.slice, waiting.isEmpty ? 50 : 10)) { return dialled }
        }
        throw unreachable(failures + underWay.map { "\($0.address): no answer" })
    }

    private mutating func setOut() {
        let address = waiting.removeFirst()
        let (socket, error) = Socket.setOut(to: address, port: port)
        if let socket {
            underWay.append((socket, address))
        } else {
            failures.append("\(address): \(Socket.words(error))")
        }
    }

    private mutating func look(_ milliseconds: Int) -> Dialled? {
        guard !underWay.isEmpty else { return nil }
        let ready = Socket.wait(
            for: underWay.map(\.socket), toRead: false, toWrite: true, milliseconds: milliseconds)
        for index in underWay.indices.reversed() where ready[index] != 0 {
            let (socket, address) = underWay.remove(at: index)
            let error = socket.arrival
            if error == 0 { return Dialled(socket: socket, address: address) }
            failures.append("\(address): \(Socket.words(error))")
        }
        return nil
    }

    private func unreachable(_ reasons: [String]) -> Fault {
        Fault(
            .placeUnreachable, .retry(after: 30),
            "\(host) could not be reached at port \(port) (\(reasons.joined(separator: "; "))).",
            context: ["host": host, "port": String(port)])
    }
}
