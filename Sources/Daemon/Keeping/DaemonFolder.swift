import Exchange
import Machine

/// What the daemon keeps: `state/daemon` with its lock, its memory, its heartbeat and the configurations it read.
package final class DaemonFolder {
    private let folder: Folder
    private let lock: ExclusiveLock
    private var kept = ""
    package let path: String

    /// Makes the folder where it is missing. Where another daemon works there: `daemon.twice`.
    package init(_ path: String) throws(Fault) {
        self.path = path
        folder = try Folder.make(path)
        lock = try DaemonFolder.lock(path)
    }

    private static func lock(_ path: String) throws(Fault) -> ExclusiveLock {
        do throws(Fault) { return try ExclusiveLock("\(path)/lock") } catch {
            guard error.code == .machineLocked else { throw error }
            throw Fault(.daemonTwice, .stop, "Another daemon is at work on \(path).", context: ["path": path])
        }
    }

    /// What the last daemon knew; nothing where there was none.
    package func memory() throws(Fault) -> RosterMemory {
        guard try folder.look("memory") != nil else { return RosterMemory() }
        kept = String(decoding: try bytes("memory"), as: UTF8.self)
        return RosterMemory(kept)
    }

    /// Durable when it returns. Nothing is written where nothing changed.
    package func keep(_ memory: RosterMemory) throws(Fault) {
        let text = memory.text
        if text == kept { return }
        try replace("memory", Array(text.utf8), flushing: true)
        kept = text
    }

    /// A sign of life for `exchange status` and for monitoring; no more than that, so it is not flushed.
    package func beat(_ now: Moment, running: Int, waiting: Int, pid: Int) throws(Fault) {
        let text = "{\"at\":\(now.seconds),\"pid\":\(pid),\"running\":\(running),\"waiting\":\(waiting)}\n"
        try replace("heartbeat", Array(text.utf8), flushing: false)
    }

    /// The copy of the configuration that was taken last, by its name; nil where none was.
    func configurationInForce() throws(Fault) -> String? {
        guard try folder.look("configuration.taken") != nil else { return nil }
        return String(decoding: try bytes("configuration.taken").prefix { $0 != 0x0A }, as: UTF8.self)
    }

    func keepConfiguration(_ name: String) throws(Fault) {
        try replace("configuration.taken", Array("\(name)\n".utf8), flushing: true)
    }

    private func replace(_ name: String, _ bytes: [UInt8], flushing: Bool) throws(Fault) {
        let new = ".\(name).new"
        if try folder.look(new) != nil { try folder.remove(new) }
        let file = try folder.create(new)
        try file.overwrite(bytes, at: 0)
        if flushing { try file.sync() }
        try folder.rename(new, to: name, replacing: true, flushing: flushing)
    }

    private func bytes(_ name: String) throws(Fault) -> [UInt8] {
        var bytes: [UInt8] = []
        try folder.open(name).eachChunk { chunk throws(Fault) in
            bytes += chunk.withUnsafeBytes { Array($0) }
            return .more
        }
        return bytes
    }
}
