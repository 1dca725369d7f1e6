import Exchange
import Machine

/// What an institution's reports call records whose identifiers they must not show.
package struct Pseudonyms: Sendable {
    private let digest: KeyedDigest

    /// The key is read from `pseudonym.key` in the institution's workspace, or made there: 32 random bytes, readable by
    /// us alone. Whoever loses it gets other pseudonyms from then on, and nothing else. `report.key` where it is damaged.
    package init(in workspace: Workspace) throws(Fault) {
        digest = KeyedDigest(key: try Pseudonyms.key(in: workspace.folder))
    }

    /// Eight hexadecimal digits that are always the same for an identifier, and tell nothing about it without the key.
    package func name(_ identifier: String) -> String {
        String(digest.digest(of: Array(identifier.utf8)).hex.prefix(8))
    }

    private static let file = "pseudonym.key"

    private static func key(in folder: Folder) throws(Fault) -> [UInt8] {
        if try folder.look(file) == nil { try make(in: folder) }
        var key: [UInt8] = []
        try folder.open(file).eachChunk { chunk throws(Fault) in
            key += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        guard key.count == 32 else {
            throw Fault(
                .reportKey, .stop, "\(folder.path)/\(file) has \(counted(key.count, "byte")), and a key has 32.",
                context: ["path": "\(folder.path)/\(file)"])
        }
        return key
    }

    /// Whoever comes second uses the key of the first.
    private static func make(in folder: Folder) throws(Fault) {
        var numbers = SystemRandomNumberGenerator()
        let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &numbers) }
        let temporary = "\(file).\(UInt32.random(in: 0 ... .max, using: &numbers))"
        let sink = FileSink(try folder.create(temporary))
        try sink.write(key)
        try sink.flush()
        try sink.file.sync()
        do throws(Fault) { try folder.rename(temporary, to: file, replacing: false) } catch {
            try folder.remove(temporary)
            guard error.code == .machineExists else { throw error }
        }
    }
}
