import Glibc

/// One address of a machine, IPv4 or IPv6.
struct HostAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16, most significant first.
    let bytes: [UInt8]
    /// Through which interface, for addresses that hold on one link only; else 0.
    let scope: UInt32

    init(bytes: [UInt8], scope: UInt32 = 0) {
        self.bytes = bytes
        self.scope = scope
    }

    /// An address as people write it: `203.0.113.7`, `2001:db8::7`, `fe80::1%eth0`. Nil for anything else, names included.
    init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(bytes: withUnsafeBytes(of: &four) { Array($0) })
            return
        }
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        var six = in6_addr()
        guard inet_pton(AF_INET6, String(parts[0]), &six) == 1 else { return nil }
        let scope = parts.count == 2 ? UInt32(parts[1]) ?? if_nametoindex(String(parts[1])) : 0
        guard parts.count == 1 || scope > 0 else { return nil }
        self.init(bytes: withUnsafeBytes(of: &six) { Array($0) }, scope: scope)
    }

    /// What getaddrinfo(3) answered; nil for a family that is neither.
    init?(_ address: UnsafePointer<sockaddr>, family: Int32) {
        let raw = UnsafeRawPointer(address)
        switch family {
        case AF_INET:
            var found = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
            self.init(bytes: withUnsafeBytes(of: &found) { Array($0) })
        case AF_INET6:
            var found = raw.loadUnaligned(as: sockaddr_in6.self)
            self.init(bytes: withUnsafeBytes(of: &found.sin6_addr) { Array($0) }, scope: found.sin6_scope_id)
        default: return nil
        }
    }

    var isIPv4: Bool { bytes.count == 4 }

    /// The IPv4 address that an IPv6 one stands for: `::ffff:a.b.c.d` (RFC 4291, 2.5.5.2) and `64:ff9b::a.b.c.d`
    /// (RFC 6052). Any other is itself, without its scope.
    var plain: HostAddress {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]
        let translated: [UInt8] = [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]
        guard bytes.starts(with: mapped) || bytes.starts(with: translated) else { return HostAddress(bytes: bytes) }
        return HostAddress(bytes: Array(bytes[12...]))
    }

    var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(isIPv4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
        let written = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return scope == 0 ? written : "\(written)%\(scope)"
    }

    /// Lends it as the kernel wants it.
    func lend<Answer>(port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer) -> Answer {
        if isIPv4 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
            return HostAddress.lend(&address, body)
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = in_port_t(port).bigEndian
        address.sin6_scope_id = scope
        withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: bytes) }
        return HostAddress.lend(&address, body)
    }

    private static func lend<Address, Answer>(
        _ address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
    ) -> Answer {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
