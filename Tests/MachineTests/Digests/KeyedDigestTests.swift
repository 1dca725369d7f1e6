import Exchange
import Machine
import Testing

@Suite struct `A keyed digest` {
    /// RFC 4231, clauses 4.3, 4.4 and 4.7.
    @Test(arguments: [
        (
            Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ]) func `is HMAC-SHA-256`(_ key: [UInt8], _ text: [UInt8], _ hex: String) {
        #expect(KeyedDigest(key: key).digest(of: text).hex == hex)
    }

    @Test func `of nothing under no key is one, too`() {
        #expect(
            KeyedDigest(key: []).digest(of: []).hex
                == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }
}
