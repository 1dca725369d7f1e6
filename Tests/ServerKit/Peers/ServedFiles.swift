import Glibc

/// What stands in a server's folder, looked at from behind.
package struct ServedFiles {
    package let folder: String

    package init(_ folder: String) { self.folder = folder }

    /// Sorted; without those that begin with a dot.
    package var names: [String] { all.filter { !$0.hasPrefix(".") } }

    /// Sorted, hidden ones included.
    package var all: [String] { FolderNames.all(in: folder) }

    /// The bytes of a file, or nil.
    package func bytes(_ name: String) -> [UInt8]? {
        guard let file = fopen("\(folder)/\(name)", "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while case let got = fread(&buffer, 1, buffer.count, file), got > 0 { bytes += buffer[..<got] }
        return bytes
    }

    package func write(_ name: String, _ bytes: [UInt8]) throws {
        guard let file = fopen("\(folder)/\(name)", "we") else {
            throw TestTrouble("cannot write \(name): errno \(errno)")
        }
        let put = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, put == bytes.count else { throw TestTrouble("cannot write \(name): errno \(errno)") }
    }
}
