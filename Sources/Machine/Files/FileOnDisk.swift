import Exchange

/// A whole file on this machine, readable any number of times.
package final class FileOnDisk: StagedFile {
    package let name: String
    package let size: Int
    package let digest: ContentDigest
    package let file: OpenFile

    package init(_ file: OpenFile, name: String, size: Int, digest: ContentDigest) {
        self.file = file
        self.name = name
        self.size = size
        self.digest = digest
    }

    /// As the above, measured now: one pass over the file.
    package convenience init(measuring file: OpenFile, name: String) throws(Fault) {
        var hasher = SHA256()
        var size = 0
        try file.eachChunk { chunk throws(Fault) in
            hasher.update(chunk)
            size += chunk.byteCount
            return .more
        }
        self.init(file, name: name, size: size, digest: hasher.finish())
    }

    package func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault) { try file.eachChunk(body) }

    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        try file.read(into: buffer, at: offset)
    }
}

extension OpenFile {
    /// The file's bytes from the start, through one buffer.
    package func eachChunk(
        of length: Int = 256 << 10, _ body: (RawSpan) throws(Fault) -> Demand
    ) throws(Fault) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 64)
        defer { buffer.deallocate() }
        var offset = 0
        while true {
            let got = try read(into: buffer, at: offset)
            if got == 0 { return }
            offset += got
            let chunk = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<got])
            if try body(chunk.bytes) == .enough { return }
        }
    }
}
