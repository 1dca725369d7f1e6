import Exchange

/// Where a conversation through libcurl leads, and under which rules. One immutable value.
struct CurlLine: Sendable {
    /// `https`, `ftp` or `ftps`, as in an address; the only protocol ever spoken.
    let scheme: String
    /// What people call it, where that is another word: FTP that begins with AUTH TLS is `ftps` to them.
    let spoken: String
    let host: String
    let port: Int
    /// Held against every address that is really connected to, control and data connections alike.
    let addresses: AddressRule
    let timeouts: PlaceTimeouts
    let tls: TLSPolicy
    /// A proxy for HTTP's CONNECT, if one is configured; the environment's are never used. Its address is then the one
    /// that `addresses` is about, since no other is connected to from here.
    let proxy: CurlProxy?

    init(
        scheme: String, host: String, port: Int, addresses: AddressRule? = nil, timeouts: PlaceTimeouts,
        tls: TLSPolicy = TLSPolicy(), proxy: CurlProxy? = nil, spoken: String? = nil
    ) {
        self.scheme = scheme
        self.spoken = spoken ?? scheme
        self.host = host
        self.port = port
        self.addresses = addresses ?? .outside
        self.timeouts = timeouts
        self.tls = tls
        self.proxy = proxy
    }

    /// The server, for messages: `ftps campus.example.edu:990`.
    var address: String { "\(spoken) \(CurlLine.bracketed(host)):\(port)" }

    /// The beginning of every URL of this server: `https://campus.example.edu:443`.
    var origin: String { "\(scheme)://\(CurlLine.bracketed(host)):\(port)" }

    /// The machine we connect to ourselves.
    var next: (host: String, port: Int) { proxy.map { ($0.host, $0.port) } ?? (host, port) }

    static func bracketed(_ host: String) -> String { host.contains(":") ? "[\(host)]" : host }
}
