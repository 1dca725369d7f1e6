import Exchange

/// The programs a profile names under `transformers`, as they are on this machine. Their bytes belong to what a run's
/// configuration is pinned by.
struct TransformerPrograms {
    enum Found: Hashable {
        case missing
        /// Why, as a sentence.
        case unreadable(String)
        case tooLarge
        /// With its permission bits.
        case file(mode: UInt32)
    }

    /// A run's configuration is held in memory.
    static let limit = 4 << 20

    private var found: [String: Found] = [:]

    /// `node` is the profile's file, nothing of which has been checked.
    init(_ node: Node, _ files: ConfigurationFiles, _ reader: inout SourceReader) throws(SetupFailure) {
        for item in node["transformers"]?.items ?? [] {
            guard let path = item["program"]?.text, TransformerPrograms.isPath(path), found[path] == nil else {
                continue
            }
            found[path] = try TransformerPrograms.look(path, files, &reader)
        }
    }

    subscript(path: String) -> Found { found[path] ?? .missing }

    /// Below the root, and plainly so.
    static func isPath(_ path: String) -> Bool {
        do {
            try PlacePath.check(path)
            return !path.isEmpty
        } catch { return false }
    }

    private static func look(
        _ path: String, _ files: ConfigurationFiles, _ reader: inout SourceReader
    ) throws(SetupFailure) -> Found {
        do {
            guard let bytes = try reader.bytes(path), let mode = try mode(path, files) else { return .missing }
            return bytes.count > limit ? .tooLarge : .file(mode: mode)
        } catch {
            if case .fault(let fault) = error { return .unreadable(fault.message) }
            throw error
        }
    }

    private static func mode(_ path: String, _ files: ConfigurationFiles) throws(SetupFailure) -> UInt32? {
        do { return try files.mode(path) } catch { throw .fault(error) }
    }
}
