import Exchange
import Machine

/// A spool in a file without a name. Appends go through one buffer, reads in order through another; whoever reads here
/// and there gets just what they ask for.
final class FileSpool: Spool {
    private static let window = 256 << 10

    private let file: OpenFile
    private let sink: FileSink
    /// Bytes that the file holds; the rest is with the sink.
    private var flushed = 0
    /// What was read ahead: the file's bytes from `start`.
    private var ahead: [UInt8] = []
    private var start = 0
    /// Where the last read ended: the next one in order begins there.
    private var next = 0

    private let abort: Abort

    init(_ folder: Folder, _ abort: Abort = .never) throws(Fault) {
        self.abort = abort
        file = try folder.nameless()
        sink = FileSink(file)
    }

    var count: Int { sink.count }

    func append(_ bytes: UnsafeRawBufferPointer) throws(Fault) { try sink.write(bytes) }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        let wanted = min(buffer.count, count - offset)
        guard wanted > 0 else { return 0 }
        if offset + wanted > flushed {
            try sink.flush()
            flushed = count
        }
        let isNext = offset == next
        next = offset + wanted
        var filled = 0
        while filled < wanted {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<wanted])
            let got = try piece(into: rest, at: offset + filled, inOrder: isNext)
            if got == 0 { break }
            filled += got
        }
        return filled
    }

    private func piece(
        into buffer: UnsafeMutableRawBufferPointer, at offset: Int, inOrder: Bool
    ) throws(Fault) -> Int {
        if (start..<start + ahead.count).contains(offset) { return copy(into: buffer, at: offset) }
        if abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
        // Reading ahead for who does not read on, or asks for much at once, would only copy.
        guard inOrder, buffer.count < FileSpool.window / 2 else { return try file.read(into: buffer, at: offset) }
        try fill(from: offset)
        return copy(into: buffer, at: offset)
    }

    private func copy(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
        let skipped = offset - start
        let taken = min(buffer.count, ahead.count - skipped)
        ahead.withUnsafeBytes { all in
            UnsafeMutableRawBufferPointer(rebasing: buffer[..<taken])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: all[skipped..<skipped + taken]))
        }
        return taken
    }

    /// What is written is never changed, so what was read ahead stays true.
    private func fill(from offset: Int) throws(Fault) {
        if ahead.count < FileSpool.window { ahead = [UInt8](repeating: 0, count: FileSpool.window) }
        var fault: Fault?
        var got = 0
        // The closure of an array's raw bytes is untyped: the fault is carried round it.
        ahead.withUnsafeMutableBytes { all in
            do throws(Fault) { got = try file.read(into: all, at: offset) } catch { fault = error }
        }
        if let fault {
            ahead = []
            throw fault
        }
        if got < ahead.count { ahead.removeLast(ahead.count - got) }
        start = offset
    }
}
