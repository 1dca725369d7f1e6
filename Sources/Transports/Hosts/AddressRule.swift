/// Which addresses a connection may lead to. Asked about the very address that is connected to, after the name was
/// looked up, so that a name that changes its mind leads nowhere else.
struct AddressRule: Sendable {
    /// As written: `203.0.113.0/24`, `2001:db8::/32`, `10.1.2.3`.
    let allowed: [String]
    private let ranges: [AddressRange]

    /// Nil where an entry is no address and no range: see `unreadable`.
    init?(_ entries: [String]) {
        let ranges = entries.compactMap { AddressRange($0) }
        guard ranges.count == entries.count else { return nil }
        allowed = entries
        self.ranges = ranges
    }

    private init(any ranges: [AddressRange]) {
        allowed = []
        self.ranges = ranges
    }

    /// The entries that are no address and no range.
    static func unreadable(_ entries: [String]) -> [String] { entries.filter { AddressRange($0) == nil } }

    /// For a connection that says nothing: wherever the name leads, but never to `closed`.
    static let anywhere = AddressRule(any: ["0.0.0.0/0", "::/0"].compactMap { AddressRange($0) })

    /// Link-local addresses, and those at which clouds hand a machine its credentials: no file is ever fetched there on
    /// purpose. They are allowed only where an entry names them as narrowly as this.
    static let closed = [
        "169.254.0.0/16", "fe80::/10", "fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "168.63.129.16",
        "192.0.0.192",
    ].compactMap { AddressRange($0) }

    func allows(_ address: HostAddress) -> Bool {
        let needed = AddressRule.closed.filter { $0.contains(address) }.map(\.bits).max() ?? 0
        return ranges.contains { $0.bits >= needed && $0.contains(address) }
    }
}
