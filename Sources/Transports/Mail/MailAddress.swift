/// A mailbox (RFC 5321, 4.1.2) in plain ASCII: letters, digits and what else an address may hold without quotes. Nothing in
/// it can end a line, a list or a command.
struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    let local: String
    let domain: String

    /// Nil for what is no such address.
    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64, MailAddress.isLocal(parts[0]),
            MailAddress.isDomain(parts[1])
        else { return nil }
        local = String(parts[0])
        domain = String(parts[1])
    }

    var description: String { "\(local)@\(domain)" }

    private static func isLocal(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.utf8.allSatisfy { isWord($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
        } && !text.hasPrefix("-")
    }

    private static func isDomain(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { isWord($0) || $0 == 0x2D }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
