import Exchange
import Glibc

/// From a host's name to a connection that stands, or to the addresses it may be dialled at.
enum Dialling {
    /// The addresses of a host that the connection allows, in the order to try them: families take turns (RFC 8305, 4).
    ///
    /// `place.unreachable` where the name is unknown or nobody answers, `place.address` where it leads only to addresses
    /// that are not allowed.
    static func resolve(
        _ host: String, rule: AddressRule?, limit: TimeLimit,
        ask: @escaping @Sendable (String) -> NameLookup.Answer = NameLookup.resolver
    ) throws(Fault) -> [HostAddress] {
        let found: [HostAddress]
        switch try NameLookup.answer(to: host, limit, ask: ask) {
        case .failed(let number): throw unknown(host, number)
        case .found(let addresses): found = addresses
        }
        let allowed = found.filter((rule ?? .anywhere).allows)
        guard !allowed.isEmpty else { throw refused(host, found, rule) }
        return takingTurns(allowed)
    }

    /// Connects to the first address that answers; each gets 250 ms of its own before the next is tried beside it.
    static func connect(_ host: String, port: Int, rule: AddressRule?, limit: TimeLimit) throws(Fault) -> Dialled {
        let addresses = try resolve(host, rule: rule, limit: limit)
        return try DialAttempts(host: host, port: port, addresses: addresses).run(limit)
    }

    static func takingTurns(_ addresses: [HostAddress]) -> [HostAddress] {
        guard let first = addresses.first else { return [] }
        let same = addresses.filter { $0.isIPv4 == first.isIPv4 }
        let other = addresses.filter { $0.isIPv4 != first.isIPv4 }
        return (0..<max(same.count, other.count)).flatMap { index in
            [same, other].compactMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }

    private static func unknown(_ host: String, _ number: Int32) -> Fault {
        let mayPass = number == EAI_AGAIN || number == EAI_SYSTEM
        let reason = mayPass ? "nobody who knows names answered in time" : String(cString: gai_strerror(number))
        return Fault(
            .placeUnreachable, mayPass ? .retry(after: 30) : .stop,
            "The name '\(host)' could not be looked up: \(reason).", context: ["host": host])
    }

    private static func refused(_ host: String, _ found: [HostAddress], _ rule: AddressRule?) -> Fault {
        let addresses = found.map(\.description).joined(separator: ", ")
        return Fault(
            .placeAddress, .stop,
            "'\(host)' leads to \(addresses); \((rule ?? .anywhere).words). Nothing was connected.",
            context: ["host": host, "addresses": addresses])
    }
}
