import Exchange

/// Reads files through the closures and remembers their bytes: what was hashed is what was parsed.
struct SourceReader {
    private let files: ConfigurationFiles
    private(set) var sources: [SourceFile] = []

    init(_ files: ConfigurationFiles, known: [SourceFile] = []) {
        self.files = files
        sources = known
    }

    /// Nil where there is no such file.
    mutating func node(_ path: String) throws(SetupFailure) -> Node? {
        guard let bytes = try bytes(path) else { return nil }
        do { return try YAMLReader.read(bytes, file: path) } catch { throw .complaints(error.sorted()) }
    }

    /// By path.
    var sorted: [SourceFile] { sources.sorted { $0.path < $1.path } }

    /// Nil where there is no such file.
    mutating func bytes(_ path: String) throws(SetupFailure) -> [UInt8]? {
        if let known = sources.first(where: { $0.path == path }) { return known.bytes }
        do {
            guard let bytes = try files.read(path) else { return nil }
            sources.append(SourceFile(path: path, bytes: bytes))
            return bytes
        } catch { throw .fault(error) }
    }
}
