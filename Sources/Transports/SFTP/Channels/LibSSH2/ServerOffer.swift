/// What a server offers before anything is agreed on: its greeting and its SSH_MSG_KEXINIT (RFC 4253, sections 4.2 and
/// 7.1), both in plain text.
struct ServerOffer: Hashable, Sendable {
    let greeting: String
    let exchanges: [String]
    let hostKeys: [String]
    let ciphers: [String]
    let macs: [String]

    /// Nil where that has not come as a whole, or is none.
    init?(_ bytes: [UInt8]) {
        guard let line = ServerOffer.greeting(bytes) else { return nil }
        var wire = WireBytes(bytes[(line.endIndex + 1)...])
        guard let length = wire.number(), (20...35_000).contains(length), wire.rest.count >= length else { return nil }
        let packet = wire.rest.prefix(length)
        // A padding length, the number of the message, and 16 random bytes stand before the lists.
        guard packet.dropFirst().first == 20 else { return nil }
        var lists = WireBytes(packet.dropFirst(18))
        var names: [[String]] = []
        for _ in 0..<8 {
            guard let list = lists.string() else { return nil }
            names.append(list.split(separator: UInt8(ascii: ",")).map(ServerOffer.plain))
        }
        greeting = ServerOffer.plain(line.last == 13 ? line.dropLast() : line)
        (exchanges, hostKeys, ciphers, macs) = (names[0], names[1], names[2], names[4])
    }

    /// The line that begins with `SSH-`; others may stand before it.
    private static func greeting(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 10) {
            if rest.starts(with: "SSH-".utf8) { return rest[..<end] }
            rest = rest[(end + 1)...]
        }
        return nil
    }

    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix(100).map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }
}
