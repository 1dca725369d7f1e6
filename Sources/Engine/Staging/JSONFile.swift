import Exchange
import FoundationEssentials
import Machine

/// Small JSON documents in the state folder; replaced as a whole, so a reader sees the old one or the new one.
enum JSONFile {
    /// How the name of one ends that is being written.
    static let unfinished = ".new"

    static func write(_ value: some Encodable, as path: String, in folder: Folder) throws(Fault) {
        try replace(path, with: bytes(value), in: folder)
    }

    /// The bytes as the file's new content, durably.
    static func replace(_ path: String, with bytes: [UInt8], in folder: Folder) throws(Fault) {
        let temporary = path + unfinished
        try folder.remove(temporary)
        let sink = FileSink(try folder.create(temporary))
        try sink.write(bytes)
        try sink.flush()
        try sink.file.sync()
        try folder.rename(temporary, to: path, replacing: true)
    }

    static func bytes(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // These documents hold strings and integers only, which always encode.
        do { return Array(try encoder.encode(value)) + [10] } catch { return Array("{}\n".utf8) }
    }

    static func read<Value: Decodable>(_ type: Value.Type, _ path: String, in folder: Folder) throws(Fault) -> Value? {
        guard try folder.look(path) != nil else { return nil }
        var bytes: [UInt8] = []
        try folder.open(path).eachChunk { chunk throws(Fault) in
            bytes.append(contentsOf: chunk.withUnsafeBytes { Array($0) })
            return .more
        }
        do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch {
            throw Fault(.machineFile, .stop, "\(folder.path)/\(path) is not the document this program wrote there.")
        }
    }
}

/// Any encodable value as the JSON `--json` prints, ending in a newline.
package func json(_ value: some Encodable) -> String { String(decoding: JSONFile.bytes(value), as: UTF8.self) }
