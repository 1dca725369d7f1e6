import Exchange
import Glibc
import Machine

/// A folder of a test's own, removed with everything in it when the test is over.
package final class Scratch {
    package let path: String

    package convenience init() throws { try self.init(in: "/tmp") }

    /// In memory, where nobody waits for a disk to flush: for tests of what a process leaves behind that was killed, not of
    /// what a disk does. On disk where the machine has no such place with room.
    package static func inMemory() throws -> Scratch {
        let hasRoom = (try? Folder.open(memory))?.freeBytes.map { $0 > 256 << 20 } ?? false
        return try Scratch(in: hasRoom ? memory : "/tmp")
    }

    private static let memory = "/dev/shm"

    private init(in folder: String) throws {
        var template = Array("\(folder)/exchange-test.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw SystemFaults.fault("make a folder in", folder) }
        path = String(cString: made)
    }

    deinit { Scratch.remove(path) }

    package func at(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a folder, and those above it that are missing.
    @discardableResult
    package func folder(_ name: String) throws -> Folder { try Folder.make(at(name)) }

    /// Writes a file, replacing what was there.
    package func write(_ name: String, _ bytes: [UInt8]) throws {
        if let slash = name.lastIndex(of: "/") { try folder(String(name[..<slash])) }
        unlink(at(name))
        let parent = try Folder.open(at(name.split(separator: "/").dropLast().joined(separator: "/")))
        let file = try parent.create(String(name.split(separator: "/").last ?? ""))
        try bytes.withUnsafeBytes { try file.append($0) }
    }

    package func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    /// The bytes of a file, or nil.
    package func bytes(_ name: String) -> [UInt8]? {
        do {
            var bytes: [UInt8] = []
            try Folder.openAnywhere(at(name)).eachChunk { chunk throws(Fault) in
                bytes += chunk.withUnsafeBytes { Array($0) }
                return .more
            }
            return bytes
        } catch {
            return nil
        }
    }

    package func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    /// The names in a folder, sorted.
    package func names(_ folder: String) -> [String] {
        do {
            var names: [String] = []
            try Folder.open(at(folder)).list { entry throws(Fault) in
                names.append(entry.name)
                return .more
            }
            return names.sorted()
        } catch {
            return []
        }
    }

    private static func remove(_ path: String) {
        do {
            var entries: [Entry] = []
            let folder = try Folder.open(path)
            try folder.list { entry throws(Fault) in
                entries.append(entry)
                return .more
            }
            for entry in entries {
                if entry.kind == .folder { remove("\(path)/\(entry.name)") } else { unlink("\(path)/\(entry.name)") }
            }
        } catch {}
        rmdir(path)
    }
}
