import Exchange

/// The address of a webhook: `https://host[:port]/path[?query]`, of letters that mean themselves.
struct WebhookURL: Hashable, Sendable {
    let host: String
    let port: Int
    /// Without the first slash.
    let path: String
    let query: String

    /// Nil for what is no such address.
    init?(_ text: String) {
        guard let origin = HTTPSOrigin(text), (1...65_535).contains(origin.port) else { return nil }
        let bare = origin.host.hasPrefix("[") ? String(origin.host.dropFirst().prefix { $0 != "]" }) : origin.host
        let rest = text.dropFirst("https://".count).drop { !"/?#\\".contains($0) }
        guard NetworkNames.isHost(bare), rest.utf8.allSatisfy(WebhookURL.isAllowed) else { return nil }
        let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        // The path is encoded later, and would be twice.
        guard parts.first?.contains("%") != true else { return nil }
        host = bare
        port = origin.port
        path = String((parts.first ?? "").drop { $0 == "/" })
        query = parts.count > 1 ? String(parts[1]) : ""
    }

    /// RFC 3986, 2.3 and most of 2.2; percent-encoded bytes may stand in a query.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "-._~/?&=+:@,;!*%".utf8.contains(byte)
    }
}
