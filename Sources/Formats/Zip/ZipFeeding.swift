import Exchange

/// Gives libarchive the bytes it asks for. Its callbacks cannot throw: a source's fault is kept here and thrown later.
final class ZipFeeding {
    private static let room = 64 << 10

    private let source: any ByteSource
    private let buffer: UnsafeMutableRawPointer
    private var offset = 0
    private(set) var fault: Fault?

    init(_ source: any ByteSource) {
        self.source = source
        buffer = .allocate(byteCount: ZipFeeding.room, alignment: 16)
    }

    deinit { buffer.deallocate() }

    /// The next bytes; -1 after a fault.
    func next(_ place: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
        do throws(Fault) {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(start: buffer, count: ZipFeeding.room), at: offset)
            offset += count
            place?.pointee = UnsafeRawPointer(buffer)
            return count
        } catch {
            fault = error
            return -1
        }
    }

    /// As lseek(2): from the start (0), from here (1), from the end (2).
    func seek(_ distance: Int64, _ whence: Int32) -> Int64 {
        let base = whence == 0 ? 0 : whence == 1 ? offset : source.size
        let (target, isOver) = Int(distance).addingReportingOverflow(base)
        guard !isOver, target >= 0 else { return Int64(-30) }
        offset = min(target, source.size)
        return Int64(offset)
    }
}
