import Exchange

/// A host to go through, as the connection writes it: `user@host:port`, `host`, `user@[2001:db8::1]:2222`.
struct JumpHost: Hashable, Sendable {
    let user: String?
    let host: String
    let port: Int

    /// Nil where it is written otherwise.
    init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, let place = parts.last, let found = JumpHost.place(place) else { return nil }
        user = parts.count == 2 ? String(parts[0]) : nil
        (host, port) = found
        guard user.map({ !$0.isEmpty && !$0.hasPrefix("-") && $0.utf8.allSatisfy(JumpHost.isPlain) }) ?? true,
            JumpHost.isHost(host), (1...65_535).contains(port)
        else { return nil }
    }

    /// A name or an address, of which no program can take a letter for something else.
    static func isHost(_ text: String) -> Bool {
        !text.isEmpty && !text.hasPrefix("-") && text.utf8.count <= 255
            && text.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: ":") }
    }

    private static func place(_ text: Substring) -> (String, Int)? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let host = String(text[text.index(after: text.startIndex)..<end])
            let rest = text[text.index(after: end)...]
            if rest.isEmpty { return (host, 22) }
            return rest.hasPrefix(":") ? Int(rest.dropFirst()).map { (host, $0) } : nil
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return (String(parts[0]), 22)
        case 2: return Int(parts[1]).map { (String(parts[0]), $0) }
        default: return nil
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
