import Glibc

/// Small files read and written by path, without the program's own code, so that a test does not trust what it tests.
package enum TextFile {
    /// nil where it cannot be read.
    package static func read(_ path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let got = fread(&buffer, 1, buffer.count, file), got > 0 { bytes += buffer[..<got] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Replaces the file at once: whoever reads it sees the old or the new text.
    package static func write(_ path: String, _ text: String, mode: mode_t = 0o644) throws {
        let part = "\(path).part"
        guard let file = fopen(part, "we") else { throw TestTrouble("cannot write \(part): errno \(errno)") }
        let bytes = Array(text.utf8)
        let put = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, put == bytes.count, chmod(part, mode) == 0, rename(part, path) == 0 else {
            throw TestTrouble("cannot write \(path): errno \(errno)")
        }
    }
}
