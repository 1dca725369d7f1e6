import Exchange
import Machine

/// The verbs on a local folder. Confined by the kernel: nothing outside the folder can be named, and no link is
/// followed. What `store` and `rename` say is done is on the disk.
final class LocalSession: Session {
    private let folder: Folder
    private let abort: Abort
    private let fileMode: UInt32
    let abilities: Abilities

    init(_ path: String, temporariesAreOurs: Bool, fileMode: UInt32, _ abort: Abort) throws(Fault) {
        self.fileMode = fileMode
        self.abort = abort
        abilities =
            temporariesAreOurs
            ? [.exclusiveRename, .replacingRename, .replacesLinks, .durableStore, .temporariesAreOurs]
            : [.exclusiveRename, .replacingRename, .replacesLinks, .durableStore]
        folder = try LocalFaults.translating { () throws(Fault) in try Folder.open(path) }
    }

    func list(_ path: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        try PlacePath.check(path)
        let listed = try LocalFaults.translating { () throws(Fault) in try folder.folder(path) }
        // A fault of the taker is not the place's, and goes back as it is.
        var taker: Fault?
        do throws(Fault) {
            try listed.list { entry throws(Fault) in
                try going()
                do throws(Fault) { return try each(entry) } catch {
                    taker = error
                    throw error
                }
            }
        } catch {
            throw taker ?? LocalFaults.translate(error)
        }
    }

    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        try each(paths) { path throws(Fault) in
            try PlacePath.check(path)
            let found = try LocalFaults.translating { () throws(Fault) in try folder.look(path) }
            return found.map {
                Entry(name: PlacePath.last(path), kind: $0.kind, size: $0.size, modified: $0.modified)
            }
        }
    }

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        try each(items) { item throws(Fault) in
            try PlacePath.check(item.path)
            var offset = 0
            var size = 0
            let file = try open(item.path)
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
            defer { buffer.deallocate() }
            repeat {
                try going()
                size = try LocalFaults.translating { () throws(Fault) in try file.read(into: buffer, at: offset) }
                offset += size
                // A fault of the sink is not the place's, and goes back as it is.
                try item.sink.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<size]))
            } while size > 0
            return offset
        }
    }

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        var fates: [Result<Int, Fault>] = []
        // Not more files open at once than a process may have.
        for start in stride(from: 0, to: items.count, by: LocalSession.openAtOnce) {
            let batch = Array(items[start..<min(items.count, start + LocalSession.openAtOnce)])
            let written = try each(batch) { item throws(Fault) in try write(item) }
            let flushed = try each(written) { fate throws(Fault) in
                let sink = try fate.get()
                try LocalFaults.translating { () throws(Fault) in try sink.file.sync() }
                return sink.count
            }
            fates += settled(flushed, in: batch.map { [LocalSession.above($0.path)] })
        }
        return fates
    }

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        let renamed = try each(items) { item throws(Fault) in
            try PlacePath.check(item.from)
            try PlacePath.check(item.to)
            try LocalFaults.translating { () throws(Fault) in
                try folder.rename(item.from, to: item.to, replacing: replacing, flushing: false)
            }
        }
        return settled(renamed, in: items.map { [LocalSession.above($0.from), LocalSession.above($0.to)] })
    }

    /// All bytes are with the kernel, and on their way to the disk, when this returns.
    private func write(_ item: StoreItem) throws(Fault) -> FileSink {
        try PlacePath.check(item.path)
        let sink = try LocalFaults.translating { () throws(Fault) in
            FileSink(try folder.create(item.path), buffering: max(4096, min(256 << 10, item.source.size)))
        }
        // A fault of the source is not the place's, and goes back as it is.
        try item.source.eachChunk { chunk throws(Fault) in
            try going()
            try LocalFaults.translating { () throws(Fault) in try sink.write(chunk) }
            return .more
        }
        try LocalFaults.translating { () throws(Fault) in
            try sink.flush()
            try sink.file.setMode(fileMode)
        }
        sink.file.beginSync()
        return sink
    }

    /// The fates once each folder that was changed has been flushed, once: a name is on the disk when its folder is.
    private func settled<Answer>(
        _ fates: [Result<Answer, Fault>], in folders: [[String]]
    ) -> [Result<Answer, Fault>] {
        var flushed: [String: Fault?] = [:]
        return zip(fates, folders).map { fate, folders in
            guard case .success = fate else { return fate }
            for folder in folders {
                if flushed[folder] == nil { flushed[folder] = .some(flush(folder)) }
                if case .some(.some(let fault)) = flushed[folder] { return .failure(fault) }
            }
            return fate
        }
    }

    private func flush(_ path: String) -> Fault? {
        do throws(Fault) {
            try LocalFaults.translating { () throws(Fault) in try folder.folder(path).sync() }
            return nil
        } catch { return error }
    }

    private static let openAtOnce = 128

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        try each(paths) { path throws(Fault) in
            try PlacePath.check(path)
            try LocalFaults.translating { () throws(Fault) in try folder.remove(path) }
        }
    }

    func close() {}

    /// Each item's fate; a request to stop ends the whole batch.
    private func each<Item, Answer>(
        _ items: [Item], _ body: (Item) throws(Fault) -> Answer
    ) throws(Fault) -> [Result<Answer, Fault>] {
        var fates: [Result<Answer, Fault>] = []
        for item in items {
            try going()
            do throws(Fault) { fates.append(.success(try body(item))) } catch {
                if error.code == .placeAborted { throw error }
                fates.append(.failure(error))
            }
        }
        return fates
    }

    /// A link in the way leads out of the connection's folder; a link as the last component is no plain file.
    private func open(_ path: String) throws(Fault) -> OpenFile {
        do throws(Fault) { return try folder.open(path) } catch {
            guard error.code == .machineConfined else { throw LocalFaults.translate(error) }
            let isLink = try LocalFaults.translating { () throws(Fault) in try folder.look(path)?.kind == .link }
            throw isLink ? LocalFaults.notAFile(error) : LocalFaults.translate(error)
        }
    }

    private func going() throws(Fault) {
        if abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
    }

    private static func above(_ path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }
}
