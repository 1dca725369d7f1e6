import Exchange
import Machine
import ServerKit
import Testing

/// Texts as they were approved: `Tests/Golden`. With `EXCHANGE_RECORD_SAMPLES=1` they are written anew, to be read
/// before they are committed.
enum Golden {
    /// `width` is nil for what is not read in columns.
    static func check(_ text: String, _ name: String, width: Int? = 100) throws {
        let folder = try Folder.open("\(Repository.path)/Tests/Golden")
        if Repository.variable("EXCHANGE_RECORD_SAMPLES") != nil {
            try folder.remove(name)
            let file = try folder.create(name)
            try file.setMode(0o644)
            return try Array(text.utf8).withUnsafeBytes { try file.append($0) }
        }
        var bytes: [UInt8] = []
        try folder.open(name).eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        #expect(text == String(decoding: bytes, as: UTF8.self), "Tests/Golden/\(name)")
        // What is approved keeps to its width, too: only paths may be longer.
        guard let width else { return }
        let long = text.split(separator: "\n").filter { $0.count > width && !$0.contains("/") }
        #expect(long.isEmpty, "\(long)")
    }
}
