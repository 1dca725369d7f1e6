import Exchange
import Machine

/// The verbs on a local folder. Confined by the kernel: nothing outside the folder can be named, and no link is
/// followed. What `store` and `rename` say is done is on the disk.
final class LocalSession: Session {
    private let folder: Folder
    private let abort: Abort
    let abilities: Abilities

    init(_ path: String, temporariesAreOurs: Bool, _ abort: Abort) throws(Fault) {
        self.abort = abort
        abilities =
            temporariesAreOurs
            ? [.exclusiveRename, .replacingRename, .durableStore, .temporariesAreOurs]
            : [.exclusiveRename, .replacingRename, .durableStore]
        folder = try LocalFaults.translating { () throws(Fault) in try Folder.open(path) }
    }

    func list(_ path: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        try PlacePath.check(path)
        try LocalFaults.translating { () throws(Fault) in
            try folder.folder(path).list { entry throws(Fault) in
                try going()
                return try each(entry)
            }
        }
    }

    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        try each(paths) { path throws(Fault) in
            try PlacePath.check(path)
            return try folder.look(path).map {
                Entry(name: PlacePath.last(path), kind: $0.kind, size: $0.size, modified: $0.modified)
            }
        }
    }

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        try each(items) { item throws(Fault) in
            try PlacePath.check(item.path)
            var size = 0
            try folder.open(item.path).eachChunk { chunk throws(Fault) in
                try going()
                size += chunk.byteCount
                try item.sink.write(chunk)
                return .more
            }
            return size
        }
    }

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        try each(items) { item throws(Fault) in
            try PlacePath.check(item.path)
            let sink = FileSink(try folder.create(item.path))
            try item.source.eachChunk { chunk throws(Fault) in
                try going()
                try sink.write(chunk)
                return .more
            }
            try sink.flush()
            try sink.file.sync()
            try folder.folder(LocalSession.above(item.path)).sync()
            return sink.count
        }
    }

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        try each(items) { item throws(Fault) in
            try PlacePath.check(item.from)
            try PlacePath.check(item.to)
            try folder.rename(item.from, to: item.to, replacing: replacing)
        }
    }

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        try each(paths) { path throws(Fault) in
            try PlacePath.check(path)
            try folder.remove(path)
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
                fates.append(.failure(LocalFaults.translate(error)))
            }
        }
        return fates
    }

    private func going() throws(Fault) {
        if abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
    }

    private static func above(_ path: String) -> String {
        path.split(separator: "/").dropLast().joined(separator: "/")
    }
}
