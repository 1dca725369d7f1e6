/// An HTTP proxy that a connection names.
struct CurlProxy: Hashable, Sendable {
    let host: String
    let port: Int

    var url: String { "http://\(CurlLine.bracketed(host)):\(port)" }
}
