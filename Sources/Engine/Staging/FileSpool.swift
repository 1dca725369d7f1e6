import Exchange
import Machine

/// A spool in a file whose name is gone as soon as it is open.
final class FileSpool: Spool {
    private let file: OpenFile
    private(set) var count = 0

    init(_ folder: Folder) throws(Fault) {
        let name = ".spool"
        try folder.remove(name)
        file = try folder.create(name)
        try folder.remove(name)
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(Fault) {
        try file.append(bytes)
        count += bytes.count
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Fault) -> Int {
        try file.read(into: buffer, at: offset)
    }
}
