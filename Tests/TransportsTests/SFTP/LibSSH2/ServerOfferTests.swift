import Testing

@testable import Transports

@Suite struct `A server's offer` {
    private func packet(_ lists: [String], message: UInt8 = 20) -> [UInt8] {
        var body: [UInt8] = [4, message] + [UInt8](repeating: 7, count: 16)
        for list in lists { body += [0, 0, 0, UInt8(list.utf8.count)] + Array(list.utf8) }
        body += [0, 0, 0, 0, 0] + [0, 0, 0, 0]
        return [0, 0, UInt8(body.count >> 8), UInt8(body.count & 255)] + body
    }

    private let lists = ["kex1,kex2", "key1", "c1,c2", "c1", "m1", "m2", "none", "none", "", ""]

    @Test func `is read from its greeting and its first packet`() throws {
        let bytes = Array("Welcome!\r\nSSH-2.0-Test_1.0 x\r\n".utf8) + packet(lists)
        let offer = try #require(ServerOffer(bytes))
        #expect(offer.greeting == "SSH-2.0-Test_1.0 x")
        #expect(offer.exchanges == ["kex1", "kex2"] && offer.hostKeys == ["key1"])
        #expect(offer.ciphers == ["c1", "c2"] && offer.macs == ["m1"])
    }

    @Test func `cut anywhere is none, and nothing breaks`() {
        let bytes = Array("SSH-2.0-x\n".utf8) + packet(lists)
        for count in 0..<bytes.count { #expect(ServerOffer(Array(bytes[..<count])) == nil) }
        #expect(ServerOffer(Array("SSH-2.0-x\n".utf8) + packet(lists, message: 21)) == nil)
        #expect(ServerOffer(Array("SSH-2.0-x\n".utf8) + [0xff, 0xff, 0xff, 0xff] + bytes) == nil)
        #expect(ServerOffer(Array("SSH-2.0-x\n".utf8) + packet(Array(lists.prefix(3)))) == nil)
    }

    @Test func `brings no control characters`() throws {
        let bytes = Array("SSH-2.0-a\u{1b}b\n".utf8) + packet(["k\u{07}x"] + lists.dropFirst())
        let offer = try #require(ServerOffer(bytes))
        #expect(offer.greeting == "SSH-2.0-a?b" && offer.exchanges == ["k?x"])
    }
}
