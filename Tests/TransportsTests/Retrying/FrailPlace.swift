import Exchange

@testable import Transports

/// A place in memory whose conversations break off where a test wants it.
final class FrailPlace {
    var files: [String: [UInt8]] = [:]
    /// What each conversation bears before it breaks off: bytes carried, entries lent, renames done. Nil: anything; that
    /// also holds for all beyond the last.
    var strength: [Int?] = []
    /// Faults with which opening ends, before the first conversation stands.
    var refusals: [Fault] = []
    /// What happens behind our back before a conversation (from 0).
    var meanwhile: [Int: () -> Void] = [:]
    var modified = 1000
    var mayRead = true
    var mayRemove = true
    var resumes = true
    /// Bytes that conversations carried, each way, and how many conversations there were.
    var fetched = 0
    var stored = 0
    private(set) var opened = 0
    private(set) var tries = 0
    private(set) var closed = 0

    func open() throws(Fault) -> any Session {
        tries += 1
        if !refusals.isEmpty { throw refusals.removeFirst() }
        meanwhile[opened]?()
        defer { opened += 1 }
        return FrailSession(self, strength: opened < strength.count ? strength[opened] : nil)
    }

    fileprivate func close() { closed += 1 }
}

private final class FrailSession: Session {
    private let place: FrailPlace
    private var strength: Int?
    private var isOver = false

    init(_ place: FrailPlace, strength: Int?) {
        self.place = place
        self.strength = strength
    }

    var abilities: Abilities { place.resumes ? [.resumes, .remote] : [.remote] }

    /// As much of `count` as this conversation still bears.
    private func bear(_ count: Int) -> Int {
        guard let left = strength else { return count }
        strength = left - min(left, count)
        if left < count { isOver = true }
        return min(left, count)
    }

    private func going() throws(Fault) { if isOver { throw Conversation.lost("the frail place") } }

    func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        try going()
        guard folder != "absent" else { throw FrailSession.missing(folder) }
        for name in place.files.keys.sorted() {
            _ = bear(1)
            try going()
            guard try each(entry(name)) == .more else { return }
        }
    }

    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        try going()
        return paths.map { .success(place.files[$0] == nil ? nil : entry($0)) }
    }

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        try going()
        var fates: [Result<Int, Fault>] = []
        for item in items {
            guard let file = place.files[item.path], place.mayRead else {
                fates.append(.failure(FrailSession.missing(item.path)))
                continue
            }
            let end = min(file.count, item.limit.map { item.start + $0 } ?? file.count)
            var offset = min(item.start, end)
            while offset < end {
                let count = bear(min(1000, end - offset))
                try item.sink.write(Array(file[offset..<offset + count]))
                place.fetched += count
                offset += count
                try going()
            }
            fates.append(.success(end))
        }
        return fates
    }

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        try going()
        var fates: [Result<Int, Fault>] = []
        for item in items {
            guard item.start > 0 || place.files[item.path] == nil else {
                fates.append(.failure(Fault(.placeExists, .stop, item.path)))
                continue
            }
            var bytes: [UInt8] = []
            try item.source.eachChunk { chunk throws(Fault) in
                bytes += chunk.withUnsafeBytes { Array($0) }
                return .more
            }
            var offset = item.start
            if offset == 0 { place.files[item.path] = [] }
            while offset < bytes.count {
                let count = bear(min(1000, bytes.count - offset))
                place.files[item.path]?.append(contentsOf: bytes[offset..<offset + count])
                place.stored += count
                offset += count
                try going()
            }
            fates.append(.success(bytes.count))
        }
        return fates
    }

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        var fates: [Result<Void, Fault>] = []
        for item in items {
            try going()
            guard let file = place.files.removeValue(forKey: item.from) else {
                fates.append(.failure(FrailSession.missing(item.from)))
                continue
            }
            place.files[item.to] = file
            // It is done, and the answer is lost.
            _ = bear(1)
            try going()
            fates.append(.success(()))
        }
        return fates
    }

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        try going()
        return paths.map { path in
            guard place.mayRemove else { return .failure(Fault(.placeRefused, .stop, path)) }
            place.files[path] = nil
            return .success(())
        }
    }

    func close() { place.close() }

    private func entry(_ name: String) -> Entry {
        Entry(
            name: name, kind: .file, size: place.files[name]?.count ?? 0, modified: Moment(seconds: place.modified))
    }

    private static func missing(_ path: String) -> Fault { Fault(.placeMissing, .stop, path) }
}
