import CCrypto

/// Memory for what nobody should find in it later: zeroed, in a way the compiler may not leave out, when it goes.
final class SecretBytes {
    let raw: UnsafeMutableRawBufferPointer

    init(_ count: Int) {
        raw = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
        raw.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit {
        OPENSSL_cleanse(raw.baseAddress, raw.count)
        raw.deallocate()
    }
}
