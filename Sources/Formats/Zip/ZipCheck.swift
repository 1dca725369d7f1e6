import Exchange

/// Reads a zip file of `ZipWriter`'s back as a stream: every header, every byte, CRC and size, the directory, the end.
///
/// Anything else than what `ZipWriter` writes is a fault `zip.damaged` that says at which byte: this is for our own files.
/// Takes chunks of any size; memory does not grow with the file.
package final class ZipCheck {
    package typealias Inflated = (ZipEntry, UnsafeRawBufferPointer) throws(Fault) -> Void

    private enum Stage {
        case signature
        case fixed(ZipHeader.Kind)
        case variable(ZipHeader.Kind)
        case packed(ZipEntry, left: Int)
        case ended
    }

    private let inflater = Inflater()
    private var layout = ZipLayout()
    private var stage = Stage.signature
    /// The header now gathered.
    private var header: [UInt8] = []
    /// How long the header must be for the next decision.
    private var needed = 4
    private var offset = 0
    private var headerStart = 0

    package init() {}

    /// Hands on the unpacked bytes of each entry, in order, with what its local header says. They are only known to be
    /// good once `finish` has returned.
    package func read(_ chunk: RawSpan, _ inflated: Inflated) throws(Fault) {
        try chunk.withUnsafeBytes { raw throws(Fault) in
            var rest = raw.bindMemory(to: UInt8.self)[...]
            while !rest.isEmpty {
                let used = try step(UnsafeBufferPointer(rebasing: rest), inflated)
                rest = rest.dropFirst(used)
                offset += used
            }
        }
    }

    /// The input is at its end; answers what was in it.
    package func finish() throws(Fault) -> [ZipEntry] {
        guard case .ended = stage else { throw damaged("it ends too early") }
        return layout.entries
    }

    /// Takes at least one byte of `bytes`; returns how many.
    private func step(_ bytes: UnsafeBufferPointer<UInt8>, _ inflated: Inflated) throws(Fault) -> Int {
        switch stage {
        case .ended: throw damaged("something follows the end of the zip file")
        case .packed(let entry, let left): return try unpack(bytes, entry, left, inflated)
        case .signature, .fixed, .variable: return try gather(bytes)
        }
    }

    private func gather(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) -> Int {
        if header.isEmpty { headerStart = offset }
        let taken = min(needed - header.count, bytes.count)
        header.append(contentsOf: bytes[..<taken])
        if header.count == needed { try advance() }
        return taken
    }

    /// The header is as long as was needed: decides what comes next.
    private func advance() throws(Fault) {
        switch stage {
        case .signature:
            var cursor = ZipCursor(header)
            guard let kind = ZipHeader.Kind(UInt32(cursor.u32())), layout.admits(kind, at: headerStart) else {
                throw damaged("another record was expected", at: headerStart)
            }
            stage = .fixed(kind)
            needed = kind.fixed
        case .fixed(let kind):
            stage = .variable(kind)
            needed += ZipHeader.variable(kind, header)
            if header.count == needed { try take(kind) }
        case .variable(let kind): try take(kind)
        case .packed, .ended: break
        }
    }

    /// A header is whole.
    private func take(_ kind: ZipHeader.Kind) throws(Fault) {
        stage = .signature
        let isGood: Bool
        switch kind {
        case .local: isGood = begin()
        case .central: isGood = layout.list(ZipHeader.central(header))
        case .end64: isGood = layout.takeEnd64(header)
        case .locator: isGood = layout.takeLocator(header)
        case .end:
            isGood = layout.takeEnd(header)
            stage = .ended
        }
        guard isGood else { throw damaged("a header does not hold what it should", at: headerStart) }
        header.removeAll(keepingCapacity: true)
        needed = 4
    }

    private func begin() -> Bool {
        guard let entry = ZipHeader.local(header, at: headerStart), entry.packed > 0 else { return false }
        inflater.restart()
        stage = .packed(entry, left: entry.packed)
        return true
    }

    private func unpack(
        _ bytes: UnsafeBufferPointer<UInt8>, _ entry: ZipEntry, _ left: Int, _ inflated: Inflated
    ) throws(Fault) -> Int {
        let taken = min(bytes.count, left, 1 << 30)
        let piece = UnsafeBufferPointer(rebasing: bytes[..<taken])
        let outcome = try inflater.take(piece) { out throws(Fault) in
            // A damaged stream must not flood whoever takes the bytes.
            guard self.inflater.count <= entry.size else {
                throw self.damaged("'\(entry.name)' is longer than it says")
            }
            try inflated(entry, out)
        }
        let isLast = taken == left
        guard outcome == (isLast ? .ended(unused: 0) : .more) else {
            throw damaged("the packed bytes of '\(entry.name)' are damaged")
        }
        stage = .packed(entry, left: left - taken)
        if isLast { try end(entry) }
        return taken
    }

    private func end(_ entry: ZipEntry) throws(Fault) {
        guard inflater.count == entry.size else {
            throw damaged("'\(entry.name)' has \(inflater.count) bytes, its header says \(entry.size)")
        }
        guard inflater.crc == entry.crc else { throw damaged("the CRC of '\(entry.name)' is wrong") }
        layout.add(entry)
        stage = .signature
    }

    private func damaged(_ why: String, at byte: Int? = nil) -> Fault {
        let byte = byte ?? offset
        return Fault(
            .zipDamaged, .stop, "the zip file is damaged at byte \(byte): \(why)", context: ["byte": "\(byte)"])
    }
}
