import Exchange
import Testing

@Suite struct `Bytes as letters` {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `is that of RFC 4648`(plain: String, text: String) {
        #expect(Base64.text(Array(plain.utf8)) == text)
        #expect(Base64.bytes(text.utf8) == Array(plain.utf8))
        let bare = String(text.prefix { $0 != "=" })
        #expect(Base64.text(Array(plain.utf8), padded: false) == bare && Base64.bytes(bare.utf8) == Array(plain.utf8))
    }

    @Test(arguments: ["Z", "Zg=", "Zg===", "=", "====", "Zh==", "Zm9=", "Zm 9", "Zm9v\n", "Zm9-", "Z=g=", "Zm9vZ"])
    func `is nothing else`(text: String) { #expect(Base64.bytes(text.utf8) == nil) }

    @Test func `comes back as it went`() {
        let bytes = (0...255).map { UInt8($0) }
        for count in 0...255 {
            let some = Array(bytes.suffix(count))
            #expect(Base64.bytes(Base64.text(some).utf8) == some)
        }
    }
}
