import Exchange
import Synchronization

final class MemorySession: Session {
    private let place: MemoryPlace
    private let abort: Abort
    let abilities: Abilities = [.exclusiveRename, .replacingRename, .replacesLinks, .durableStore]

    init(_ place: MemoryPlace, _ abort: Abort) {
        self.place = place
        self.abort = abort
    }

    func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        try PlacePath.check(folder)
        for entry in try entries(of: folder) {
            try going()
            if try each(entry) == .enough { return }
        }
    }

    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        try each(paths) { path throws(Fault) in self.entry(path) }
    }

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        try each(items, path: \.path) { item throws(Fault) in
            guard let bytes = place.bytes(item.path) else {
                throw self.entry(item.path) == nil ? self.absent(item.path) : self.notAFile(item.path)
            }
            try item.sink.write(bytes)
            return bytes.count
        }
    }

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        try each(items, path: \.path) { item throws(Fault) in
            if self.entry(item.path) != nil { throw MemorySession.exists(item.path) }
            let above = item.path.split(separator: "/").dropLast().joined(separator: "/")
            guard place.content.withLock({ $0.folders.contains(above) }) else { throw self.absent(above) }
            var bytes: [UInt8] = []
            try item.source.eachChunk { chunk throws(Fault) in
                try going()
                bytes += chunk.withUnsafeBytes { Array($0) }
                return .more
            }
            place.put(item.path, bytes)
            return bytes.count
        }
    }

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        try each(items, path: \.from) { item throws(Fault) in
            try PlacePath.check(item.to)
            let fault = place.content.withLock { content -> Fault? in
                guard let file = content.files[item.from] else { return self.absent(item.from) }
                if content.folders.contains(item.to) { return MemorySession.exists(item.to) }
                if !replacing, content.files[item.to] != nil { return MemorySession.exists(item.to) }
                let above = item.to.split(separator: "/").dropLast().joined(separator: "/")
                guard content.folders.contains(above) else { return self.absent(above) }
                // In this order: a file renamed onto itself stays.
                content.files[item.from] = nil
                content.files[item.to] = file
                return nil
            }
            if let fault { throw fault }
        }
    }

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        try each(paths) { path throws(Fault) in
            let isFolder = place.content.withLock { content in
                content.files[path] = nil
                return content.folders.contains(path)
            }
            if isFolder { throw self.notAFile(path) }
        }
    }

    func close() {}

    private func each<Item, Answer>(
        _ items: [Item], path: KeyPath<Item, String>, _ body: (Item) throws(Fault) -> Answer
    ) throws(Fault) -> [Result<Answer, Fault>] {
        var fates: [Result<Answer, Fault>] = []
        for item in items {
            try going()
            do throws(Fault) {
                try PlacePath.check(item[keyPath: path])
                fates.append(.success(try body(item)))
            } catch {
                if error.code == .placeAborted { throw error }
                fates.append(.failure(error))
            }
        }
        return fates
    }

    private func each<Answer>(
        _ paths: [String], _ body: (String) throws(Fault) -> Answer
    ) throws(Fault) -> [Result<Answer, Fault>] { try each(paths, path: \.self, body) }

    private func entry(_ path: String) -> Entry? {
        place.content.withLock { content in
            if let file = content.files[path] { return MemorySession.entry(path, file) }
            return content.folders.contains(path) ? MemorySession.folder(path) : nil
        }
    }

    private func entries(of folder: String) throws(Fault) -> [Entry] {
        let found = place.content.withLock { content -> [Entry]? in
            guard content.folders.contains(folder) else { return nil }
            func below(_ path: String) -> Bool {
                !path.isEmpty && path.split(separator: "/").dropLast().joined(separator: "/") == folder
            }
            return content.files.filter { below($0.key) }.map { MemorySession.entry($0.key, $0.value) }
                + content.folders.filter(below).map(MemorySession.folder)
        }
        guard let found else { throw absent(folder) }
        return found.sorted { $0.name < $1.name }
    }

    private func going() throws(Fault) {
        if abort.isRequested { throw Fault(.placeAborted, .stop, "The run was asked to stop.") }
    }

    private func absent(_ path: String) -> Fault {
        Fault(.placeMissing, .stop, "There is nothing called '\(path)' there.", context: ["path": path])
    }

    private func notAFile(_ path: String) -> Fault {
        Fault(.placeNotAFile, .stop, "'\(path)' is a folder.", context: ["path": path])
    }

    private static func exists(_ path: String) -> Fault {
        Fault(.placeExists, .stop, "There is something called '\(path)' already.", context: ["path": path])
    }

    private static func entry(_ path: String, _ file: MemoryPlace.File) -> Entry {
        Entry(name: PlacePath.last(path), kind: .file, size: file.bytes.count, modified: file.modified)
    }

    private static func folder(_ path: String) -> Entry {
        Entry(name: PlacePath.last(path), kind: .folder, size: 0, modified: Moment(seconds: 0))
    }
}
