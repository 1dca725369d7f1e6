import Exchange
import Synchronization

/// A place that exists only in this process: what tests deliver to, and the reference for the conformance suite.
/// Several sessions see the same files, as with a real server.
package final class MemoryPlace: Sendable {
    struct File: Sendable {
        var bytes: [UInt8]
        var modified: Moment
    }

    struct Content: Sendable {
        var files: [String: File] = [:]
        var folders: Set<String> = [""]
        /// Counts changes; the modification time of what was written, so that later is never equal to earlier.
        var ticks = 0
    }

    let content = Mutex(Content())

    package init() {}

    package func put(_ path: String, _ bytes: [UInt8]) {
        content.withLock { content in
            content.ticks += 1
            content.files[path] = File(bytes: bytes, modified: Moment(seconds: content.ticks))
            makeFolders(above: path, in: &content)
        }
    }

    package func makeFolder(_ path: String) {
        content.withLock { content in
            makeFolders(above: path + "/x", in: &content)
        }
    }

    package func bytes(_ path: String) -> [UInt8]? { content.withLock { $0.files[path]?.bytes } }

    /// Every path, sorted.
    package var paths: [String] { content.withLock { $0.files.keys.sorted() } }

    private func makeFolders(above path: String, in content: inout Content) {
        let parts = path.split(separator: "/").dropLast()
        for length in 0...parts.count { content.folders.insert(parts.prefix(length).joined(separator: "/")) }
    }
}
