import Exchange
import Machine

/// A file of this machine that is sent as it stands: opened when it is read and closed at its end, so that thousands can
/// wait their turn; its digest is computed only when somebody asks.
final class LocalSource: StagedFile {
    let name: String
    let size: Int
    private let path: String
    private let before: FileAttributes
    private let moved: (Int) -> Void
    private var file: OpenFile?

    /// `command.file`-like faults of the machine where it is no plain file.
    init(_ path: String, moved: @escaping (Int) -> Void) throws(Fault) {
        before = try Folder.openAnywhere(path).attributes()
        self.path = path
        self.moved = moved
        name = PlacePath.last(path)
        size = before.size
    }

    /// Whether it is still the file that was looked at first.
    var isUnchanged: Bool {
        get throws(Fault) {
            let now = try Folder.openAnywhere(path).attributes()
            return now == before
        }
    }

    /// Of zeros where the file cannot be read: equal to nothing.
    var digest: ContentDigest {
        do throws(Fault) {
            return try FileOnDisk(measuring: try Folder.openAnywhere(path), name: name).digest
        } catch {
            return ContentDigest(bytes: [UInt8](repeating: 0, count: 32))
        }
    }

    func eachChunk(_ body: (RawSpan) throws(Fault) -> Demand) throws(Fault) {
        try Folder.openAnywhere(path).eachChunk { chunk throws(Fault) in
            moved(chunk.byteCount)
            return try body(chunk)
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        let open: OpenFile
        if let file { open = file } else { open = try Folder.openAnywhere(path) }
        let got = try open.read(into: buffer, at: offset)
        file = got == 0 || offset + got >= size ? nil : open
        moved(got)
        return got
    }
}
