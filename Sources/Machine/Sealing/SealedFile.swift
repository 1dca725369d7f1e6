import Exchange

/// A sealed file, read as what was sealed: in order, or anywhere, opening only the chunks that are asked for. Bytes are
/// lent only once their chunk has been found whole; `seal.damaged` otherwise.
package final class SealedFile: StagedFile {
    package let name: String
    package let size: Int
    /// Its seal.
    package let digest: ContentDigest
    /// Chunks opened so far.
    private(set) var opened = 0

    private let file: OpenFile
    private let cipher: SealCipher
    private let chunks: Int
    private let sealed = SecretBytes(SealCipher.chunk + SealCipher.tag)
    /// The two chunks asked for last: a reader that steps back over a border opens nothing twice.
    private var slots = [Slot(), Slot()]
    private var latest = 0

    private final class Slot {
        let plain = SecretBytes(SealCipher.chunk)
        var number = -1
        var count = 0
    }

    /// `digest` is the seal of `file`. The header and the last chunk are looked at now, so a
    /// file that was cut off is found out at once: `seal.damaged`, `seal.other`, `seal.newer`.
    package init(_ file: OpenFile, name: String, digest: ContentDigest, key: SealKey) throws(Fault) {
        self.file = file
        self.name = name
        self.digest = digest
        let start = SecretBytes(SealHeader.length)
        let got = try SealedFile.fill(start.raw, from: file, at: 0)
        let header = try SealHeader(Array(start.raw[..<got]), of: file.path, key: key)
        cipher = SealCipher(key, header, sealing: false)
        let whole = SealCipher.chunk + SealCipher.tag
        let body = try file.attributes().size - SealHeader.length
        chunks = (body + whole - 1) / whole
        size = body - chunks * SealCipher.tag
        guard body >= SealCipher.tag, size >= 0 else { throw damaged }
        _ = try slot(chunks - 1)
    }

    /// The seal of a file: SHA-256 over its header and the tag of each chunk. Whoever has not the key cannot make
    /// another file with the same seal, nor change a byte without the tags telling when it is read; so a file need not be
    /// read to be known by it.
    package static func seal(of file: OpenFile) throws(Fault) -> ContentDigest {
        var hasher = SHA256()
        let size = try file.attributes().size
        let start = SecretBytes(SealHeader.length)
        let got = try fill(start.raw, from: file, at: 0)
        hasher.update(UnsafeRawBufferPointer(rebasing: start.raw[..<got]))
        let tag = SecretBytes(SealCipher.tag)
        var end = SealHeader.length
        while end < size {
            end = min(end + SealCipher.chunk + SealCipher.tag, size)
            let count = try fill(tag.raw, from: file, at: max(0, end - SealCipher.tag))
            hasher.update(UnsafeRawBufferPointer(rebasing: tag.raw[..<count]))
        }
        return hasher.finish()
    }

    package func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault) {
        // A buffer of its own: `body` may ask for other places meanwhile.
        let own = Slot()
        for number in 0..<chunks {
            try open(number, into: own)
            let bytes = UnsafeRawBufferPointer(rebasing: own.plain.raw[..<own.count])
            if !bytes.isEmpty, try body(bytes.bytes) == .enough { return }
        }
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        var filled = 0
        while filled < buffer.count, offset + filled < size {
            let place = offset + filled
            let slot = try slot(place / SealCipher.chunk)
            let skipped = place % SealCipher.chunk
            let taken = min(slot.count - skipped, buffer.count - filled)
            UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + taken])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: slot.plain.raw[skipped..<skipped + taken]))
            filled += taken
        }
        return filled
    }

    private func slot(_ number: Int) throws(Fault) -> Slot {
        if slots[latest].number == number { return slots[latest] }
        latest = 1 - latest
        let slot = slots[latest]
        if slot.number != number { try open(number, into: slot) }
        return slot
    }

    private func open(_ number: Int, into slot: Slot) throws(Fault) {
        slot.number = -1
        let isLast = number == chunks - 1
        let count = isLast ? size - number * SealCipher.chunk : SealCipher.chunk
        let place = UnsafeMutableRawBufferPointer(rebasing: sealed.raw[..<(count + SealCipher.tag)])
        let got = try SealedFile.fill(place, from: file, at: SealHeader.length + number * sealed.raw.count)
        guard got == place.count,
            cipher.open(UnsafeRawBufferPointer(place), into: slot.plain.raw, number: number, isLast: isLast)
        else { throw damaged }
        opened += 1
        slot.number = number
        slot.count = count
    }

    private static func fill(
        _ buffer: UnsafeMutableRawBufferPointer, from file: OpenFile, at offset: Int
    ) throws(Fault) -> Int {
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let got = try file.read(into: rest, at: offset + filled)
            if got == 0 { break }
            filled += got
        }
        return filled
    }

    private var damaged: Fault {
        Fault(
            .sealDamaged, .stop, "\(file.path) is not what was sealed: it was changed or cut off.",
            context: ["path": file.path])
    }
}
