/// Which addresses a connection may lead to. Asked about the very address that is connected to, after the name was
/// looked up, so that a name that changes its mind leads nowhere else.
struct AddressRule: Sendable {
    /// As written: `203.0.113.0/24`, `2001:db8::/32`, `10.1.2.3`.
    let allowed: [String]
    private let ranges: [AddressRange]
    /// What a range must name at least as narrowly as these do.
    private let guarded: [AddressRange]

    /// Nil where an entry is no address and no range: see `unreadable`.
    init?(_ entries: [String]) {
        let ranges = entries.compactMap { AddressRange($0) }
        guard ranges.count == entries.count else { return nil }
        allowed = entries
        self.ranges = ranges
        guarded = AddressRule.closed
    }

    private init(anywhereBut guarded: [AddressRange]) {
        allowed = []
        ranges = ["0.0.0.0/0", "::/0"].compactMap { AddressRange($0) }
        self.guarded = guarded
    }

    /// The entries that are no address and no range.
    static func unreadable(_ entries: [String]) -> [String] { entries.filter { AddressRange($0) == nil } }

    /// For a connection that says nothing: wherever the name leads, but never to `closed`.
    static let anywhere = AddressRule(anywhereBut: closed)

    /// For a connection that says nothing, over protocols whose servers name further addresses (FTP's data connections,
    /// HTTP's redirects): what is private (RFC 1918, RFC 4193, RFC 6598), loopback or link-local must be named.
    static let outside = AddressRule(anywhereBut: closed + inside)

    /// Link-local addresses, and those at which clouds hand a machine its credentials: no file is ever fetched there on
    /// purpose. They are allowed only where an entry names them as narrowly as this.
    static let closed = [
        "169.254.0.0/16", "fe80::/10", "fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "168.63.129.16",
        "192.0.0.192",
    ].compactMap { AddressRange($0) }

    private static let inside = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/4",
        "240.0.0.0/4", "::/128", "::1/128", "fc00::/7", "ff00::/8",
    ].compactMap { AddressRange($0) }

    /// Why an address that it does not allow is refused.
    var words: String {
        if !allowed.isEmpty { return "the connection allows only \(allowed.joined(separator: ", "))" }
        let kinds = guarded.count > AddressRule.closed.count ? "private, loopback, link-local" : "link-local"
        return "such addresses (\(kinds), or a cloud's own) are allowed only where 'addresses' names them"
    }

    func allows(_ address: HostAddress) -> Bool {
        let needed = guarded.filter { $0.contains(address) }.map(\.bits).max() ?? 0
        return ranges.contains { $0.bits >= needed && $0.contains(address) }
    }
}
