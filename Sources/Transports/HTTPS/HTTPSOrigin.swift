/// Which server a URL leads to: protocol, host and port (RFC 6454). Only `https` has one here.
struct HTTPSOrigin: Hashable, Sendable, CustomStringConvertible {
    let host: String
    let port: Int

    /// Nil for what is no plain https URL: one with an account in it included.
    init?(_ url: String) {
        let scheme = "https://"
        guard url.lowercased().hasPrefix(scheme) else { return nil }
        let authority = url.dropFirst(scheme.count).prefix { !"/?#\\".contains($0) }
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        let end = authority.hasPrefix("[") ? authority.firstIndex(of: "]") : authority.startIndex
        guard let end, let colon = authority[end...].firstIndex(of: ":") else {
            (host, port) = (authority.lowercased(), 443)
            return
        }
        guard let number = Int(authority[authority.index(after: colon)...]) else { return nil }
        (host, port) = (authority[..<colon].lowercased(), number)
    }

    var description: String { "https://\(host):\(port)" }
}
