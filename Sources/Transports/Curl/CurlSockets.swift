import CCurl
import Exchange

/// Every socket libcurl opens for one conversation: judged by the address it leads to, after the name was looked up, and
/// known for as long as it is open. Lives longer than the connections made of them.
final class CurlSockets {
    private let rule: AddressRule
    private var open: Set<Int32> = []
    /// Addresses that were not connected to since the last `begin`, because the connection does not allow them.
    private(set) var refused: [HostAddress] = []

    init(_ rule: AddressRule) { self.rule = rule }

    func forget() { refused = [] }

    /// Nobody waits for what the far end says when connections are closed: after this, it has nothing more to say.
    func end(both: Bool) {
        for descriptor in open { Socket.end(descriptor, both: both) }
    }

    private func make(_ address: UnsafeMutablePointer<exchange_curl_address>) -> Int32 {
        // sockaddr_in6 is longer than the field: the address is read where it stands.
        guard let offset = MemoryLayout<exchange_curl_address>.offset(of: \.address) else { return -1 }
        let raw = UnsafeRawPointer(address).advanced(by: offset).assumingMemoryBound(to: sockaddr.self)
        guard let found = HostAddress(raw, family: address.pointee.family) else { return -1 }
        guard rule.allows(found) else {
            if !refused.contains(found) { refused.append(found) }
            return -1
        }
        let made = Socket.forAnother(address.pointee.family)
        if made >= 0 { open.insert(made) }
        return made
    }

    private func close(_ descriptor: Int32) {
        open.remove(descriptor)
        Socket.close(descriptor)
    }

    /// `CURLOPT_OPENSOCKETFUNCTION`: -1 is CURL_SOCKET_BAD, and the next address is tried.
    static let opening: exchange_curl_open = { owner, _, address in
        guard let owner, let address else { return -1 }
        return Unmanaged<CurlSockets>.fromOpaque(owner).takeUnretainedValue().make(address)
    }

    static let closing: exchange_curl_close = { owner, descriptor in
        guard let owner else { return 1 }
        Unmanaged<CurlSockets>.fromOpaque(owner).takeUnretainedValue().close(descriptor)
        return 0
    }
}
