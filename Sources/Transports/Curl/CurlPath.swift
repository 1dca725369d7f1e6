/// Paths in URLs.
enum CurlPath {
    /// Every byte that could mean something is written `%XX` (RFC 3986, 2.1), `;` too: what follows it would be an order in
    /// an FTP URL. Slashes stay.
    static func encoded(_ path: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: out.append(byte)
            default: out += [0x25, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
