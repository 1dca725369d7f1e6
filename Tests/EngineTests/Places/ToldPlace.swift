import Exchange
import Synchronization
import Transports

@testable import Engine

/// A place in memory that is told what to say of itself, and how to misbehave.
final class ToldPlace: Sendable {
    struct Manner: Sendable {
        var facts: [PlaceFact] = []
        var remarks: [String] = []
        var abilities: Abilities = [.exclusiveRename, .replacingRename, .durableStore, .remote]
        var free: Int?
        var keys: [ShownKey] = []
        var rule: String?
        var refusesLogin = false
        /// A rename replaces what is there, whatever was asked.
        var replacesSilently = false
        /// `A` and `a` are one file.
        var foldsCase = false
        /// Names that begin with a dot are not listed.
        var hidesDots = false
        /// The conversation breaks at this verb.
        var breaksAt: String?
        /// Files come back with one byte changed.
        var corrupts = false
        var modified: Moment?
    }

    let memory = MemoryPlace()
    let manner = Mutex(Manner())
    let connects = Mutex(0)

    func behave(_ change: @Sendable (inout Manner) -> Void) { manner.withLock { change(&$0) } }
    var now: Manner { manner.withLock { $0 } }
}

struct ToldTransport: Transport, KeyShowing {
    static let scheme = "told"
    static let summary = "a place that is told what to say"
    static let settings: [Setting] = []
    let place: ToldPlace

    init(_ place: ToldPlace) { self.place = place }
    init(_ connection: Settings) throws(Complaints) { self.init(ToldPlace()) }
    var address: String { "told campus.example.edu:22" }

    func connect(_ visit: Visit) throws(Fault) -> any Session {
        place.connects.withLock { $0 += 1 }
        if place.now.refusesLogin { throw Fault(.placeLogin, .stop, "The server refused the key of 'library'.") }
        let inner = try MemoryTransport(place.memory).connect(visit)
        return ToldSession(inner, place)
    }

    var keyRule: String? { place.now.rule }
    func shownKeys(_ visit: Visit) throws(Fault) -> [ShownKey] { place.now.keys }

    func recallKeys(_ memory: any PlaceMemory) throws(Fault) -> [TrustedHostKey] {
        try (memory.recall("host-keys") ?? "").split(separator: "\n").map { line in
            let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            return TrustedHostKey(
                ShownKey(type: parts[0], fingerprint: parts[1]), at: Moment(seconds: Int(parts[2]) ?? 0),
                by: parts[3], because: parts[4], isRevoked: parts[5] == "true")
        }
    }

    func recordKey(_ key: TrustedHostKey, _ memory: any PlaceMemory) throws(Fault) {
        let keys = try recallKeys(memory).filter { $0.key != key.key } + [key]
        let lines = keys.map {
            "\($0.key.type)|\($0.key.fingerprint)|\($0.moment.seconds)|\($0.person)|\($0.reason)|\($0.isRevoked)"
        }
        try memory.keep("host-keys", lines.joined(separator: "\n"))
    }
}

final class ToldSession: Session {
    private let inner: any Session
    private let place: ToldPlace
    private var isBroken = false

    init(_ inner: any Session, _ place: ToldPlace) {
        self.inner = inner
        self.place = place
    }

    var abilities: Abilities { place.now.abilities }
    var facts: [PlaceFact] { place.now.facts }
    var remarks: [String] { place.now.remarks }
    func freeSpace(_ folder: String) throws(Fault) -> Int? { place.now.free }
    func close() { inner.close() }

    private func pass(_ verb: String) throws(Fault) {
        if place.now.breaksAt == verb {
            isBroken = true
            place.behave { $0.breaksAt = nil }
        }
        if isBroken { throw Fault(.placeLost, .retry(after: 10), "The server hung up.") }
    }

    private func folded(_ path: String) -> String { place.now.foldsCase ? path.lowercased() : path }

    func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        try pass("list")
        let hides = place.now.hidesDots
        try inner.list(folder) { entry throws(Fault) in
            if hides, entry.name.hasPrefix(".") { return .more }
            return try each(entry)
        }
    }

    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        try pass("stat")
        let modified = place.now.modified
        return try inner.stat(paths.map(folded)).map { fate in
            fate.map { entry in
                entry.map { Entry(name: $0.name, kind: $0.kind, size: $0.size, modified: modified ?? $0.modified) }
            }
        }
    }

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        try pass("fetch")
        if place.now.corrupts {
            for item in items { try item.sink.write(Array("*".utf8)) }
            return items.map { _ in .success(1) }
        }
        return try inner.fetch(items.map { FetchItem(folded($0.path), into: $0.sink) })
    }

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        let fates = try inner.store(items.map { StoreItem($0.source, as: folded($0.path)) })
        try pass("store")
        return fates
    }

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        try pass("rename")
        return try inner.rename(
            items.map { RenameItem(from: folded($0.from), to: folded($0.to)) },
            replacing: replacing || place.now.replacesSilently)
    }

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        try pass("remove")
        return try inner.remove(paths.map(folded))
    }
}
