import Exchange

/// Bytes into a new sealed file: only who has the key reads them, and nobody changes them unseen. What is in it before
/// `finish` is of no use to anybody.
package final class SealedSink: ByteSink {
    package private(set) var count = 0
    private let file: FileSink
    private let cipher: SealCipher
    private var hasher = SHA256()
    private let plain = SecretBytes(SealCipher.chunk)
    private let sealed = SecretBytes(SealCipher.chunk + SealCipher.tag)
    /// Bytes in `plain`.
    private var held = 0
    private var number = 0

    /// `file` is new and empty.
    package init(_ file: OpenFile, key: SealKey) throws(Fault) {
        let header = SealHeader(for: key)
        self.file = FileSink(file)
        cipher = SealCipher(key, header, sealing: true)
        try header.bytes.withUnsafeBufferPointer { bytes throws(Fault) in
            hasher.update(UnsafeRawBufferPointer(bytes))
            try self.file.write(UnsafeRawBufferPointer(bytes))
        }
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        var rest = bytes
        while !rest.isEmpty {
            // A full chunk waits until there is more: the last one is marked.
            if held == plain.raw.count { try seal(isLast: false) }
            let taken = min(rest.count, plain.raw.count - held)
            UnsafeMutableRawBufferPointer(rebasing: plain.raw[held..<held + taken])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<taken]))
            held += taken
            rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
        }
        count += bytes.count
    }

    /// What is sealed is not changed: asking for it is a programming error.
    package func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        preconditionFailure("what has been sealed cannot be patched")
    }

    /// Complete, and on the disk when this returns; its folder's entry is the caller's. Answers the file's seal, as
    /// `SealedFile.seal` would.
    package func finish() throws(Fault) -> ContentDigest {
        try seal(isLast: true)
        try file.flush()
        try file.file.sync()
        return hasher.finish()
    }

    private func seal(isLast: Bool) throws(Fault) {
        cipher.seal(
            UnsafeRawBufferPointer(rebasing: plain.raw[..<held]), into: sealed.raw, number: number, isLast: isLast)
        let whole = UnsafeRawBufferPointer(rebasing: sealed.raw[..<(held + SealCipher.tag)])
        number += 1
        held = 0
        hasher.update(UnsafeRawBufferPointer(rebasing: whole.suffix(SealCipher.tag)))
        try file.write(whole)
    }
}
