import Exchange

/// One account on one HTTPS server. One immutable value, passed everywhere.
struct HTTPSAccount: Sendable {
    /// The connection's name, for messages.
    let name: String
    let line: CurlLine
    /// The path every other one is below, without slashes at its ends; may be empty.
    let base: String
    let login: HTTPSLogin
    /// No body may be longer, unpacked.
    let largest: Int

    /// The URL of a path below the base.
    func url(_ path: String) -> String { "\(line.origin)/\(CurlPath.encoded(PlacePath.join(base, path)))" }
}
