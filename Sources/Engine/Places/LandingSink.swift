import Exchange
import Machine

/// A file that comes in under a temporary name: made with its first byte and closed with its last, so that thousands can
/// be on their way. More bytes than were announced are `place.truncated`: somebody is writing it.
final class LandingSink: ByteSink {
    let name: String
    private let folder: Folder
    private let size: Int
    private let isFlushed: Bool
    private let moved: (Int) -> Void
    private var hasher: SHA256?
    private var file: FileSink?
    private var isMade = false
    private(set) var count = 0

    init(
        _ name: String, in folder: Folder, size: Int, isFlushed: Bool, isHashed: Bool, moved: @escaping (Int) -> Void
    ) {
        self.name = name
        self.folder = folder
        self.size = size
        self.isFlushed = isFlushed
        self.moved = moved
        hasher = isHashed ? SHA256() : nil
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        if bytes.isEmpty { return }
        guard count + bytes.count <= size else {
            throw Fault(.placeTruncated, .stop, "It has more than the \(counted(size, "byte")) it had before.")
        }
        try make()
        try file?.write(bytes)
        hasher?.update(bytes)
        count += bytes.count
        moved(bytes.count)
        if count == size { try close() }
    }

    func patch(_ bytes: [UInt8], at offset: Int) throws(Fault) {
        preconditionFailure("what comes from a place is never patched")
    }

    /// The file is there, whole, under its temporary name.
    func finish() throws(Fault) {
        try make()
        guard count == size else {
            throw Fault(.placeTruncated, .stop, "Only \(grouped(count)) of \(counted(size, "byte")) came.")
        }
        try close()
    }

    /// Of what came; nil where nobody asked for it.
    func digest() -> ContentDigest? { hasher?.finish() }

    private func make() throws(Fault) {
        if isMade { return }
        // FTP's library hands bytes out in small pieces.
        file = FileSink(try folder.create(name), buffering: min(256 << 10, size))
        isMade = true
    }

    private func close() throws(Fault) {
        try file?.flush()
        if isFlushed { try file?.file.sync() }
        file = nil
    }
}
