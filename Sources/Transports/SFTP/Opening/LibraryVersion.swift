/// A version as libraries say it: `1.10.0`.
struct LibraryVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    let parts: [Int]

    /// Nil where the text does not begin with a number.
    init?(_ text: String) {
        let parts = text.split(separator: ".").prefix(3).map { Int($0.prefix { $0.isASCII && $0.isNumber }) }
        let known = parts.prefix { $0 != nil }.compactMap { $0 }
        guard !known.isEmpty else { return nil }
        self.parts = known + [Int](repeating: 0, count: 3 - known.count)
    }

    static func < (left: LibraryVersion, right: LibraryVersion) -> Bool {
        left.parts.lexicographicallyPrecedes(right.parts)
    }

    var description: String { parts.map(String.init).joined(separator: ".") }

    /// The first libssh2 with rsa-sha2-256 and rsa-sha2-512, AES-GCM and encrypt-then-MAC.
    static let modern = LibraryVersion(parts: [1, 11, 0])

    /// The first libcurl that takes protocols by their names and has the repairs our rules stand on.
    static let oldestCurl = LibraryVersion(parts: [7, 85, 0])

    private init(parts: [Int]) { self.parts = parts }
}
