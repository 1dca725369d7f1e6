import Exchange
import Synchronization
import Transports

/// A place that is looked at while it is used: every verb is written down, and something may happen before or after.
final class Tap: Sendable {
    struct Call: Hashable, Sendable {
        let verb: String
        let path: String
    }

    typealias Event = @Sendable (Call) throws(Fault) -> Void
    private struct State {
        var calls: [Call] = []
        var before: Event = { _ throws(Fault) in }
        var after: Event = { _ throws(Fault) in }
        var sizes: [String: Int] = [:]
        var hidden: String?
        var refused: Call?
        var shift = 0
        var extra: [Entry] = []
        var isEndless = false
        var isRemote = false
        var refusing: @Sendable (Call) -> Fault? = { _ in nil }
        var batches: [String: Int] = [:]
        var lacks: Abilities = []
        var free: Int?
        var remarks: [String] = []
    }

    private let state = Mutex(State())
    let temporariesAreOurs: Bool

    init(temporariesAreOurs: Bool = false) { self.temporariesAreOurs = temporariesAreOurs }

    var calls: [Call] { state.withLock { $0.calls } }

    func before(_ event: @escaping Event) { state.withLock { $0.before = event } }
    func after(_ event: @escaping Event) { state.withLock { $0.after = event } }
    /// From now on the place says this of a file's size.
    func lie(_ path: String, size: Int) { state.withLock { $0.sizes[path] = size } }
    /// From now on a folder looks as if it were not there, with all that is in it.
    func hide(_ folder: String?) { state.withLock { $0.hidden = folder } }
    /// From now on one verb on one path fails as if nothing were there; the connection stands.
    func refuse(_ verb: String, _ path: String) { state.withLock { $0.refused = Call(verb: verb, path: path) } }
    /// From now on the place's clock is so many seconds off.
    func shift(_ seconds: Int) { state.withLock { $0.shift = seconds } }
    /// From now on listings have these as well; again and again, if endless.
    func list(_ extra: [Entry], endless: Bool = false) {
        state.withLock {
            $0.extra = extra
            $0.isEndless = endless
        }
    }
    /// From now on there is a network before the place.
    func goFar() { state.withLock { $0.isRemote = true } }
    var isRemote: Bool { state.withLock { $0.isRemote } }
    var extra: (entries: [Entry], isEndless: Bool) { state.withLock { ($0.extra, $0.isEndless) } }
    func shown(_ entry: Entry, size: Int? = nil) -> Entry {
        let shift = state.withLock { $0.shift }
        let time = Moment(seconds: entry.modified.seconds + shift, nanoseconds: entry.modified.nanoseconds)
        return Entry(name: entry.name, kind: entry.kind, size: size ?? entry.size, modified: time)
    }
    /// From now on the items for which `fault` answers one have it as their fate; the connection stands.
    func refuse(_ fault: @escaping @Sendable (Call) -> Fault?) { state.withLock { $0.refusing = fault } }
    /// The place cannot do this; without `exclusiveRename` its renames overwrite.
    func lack(_ abilities: Abilities) { state.withLock { $0.lacks = abilities } }
    var lacks: Abilities { state.withLock { $0.lacks } }
    /// What the place says it has left.
    func hasFree(_ bytes: Int) { state.withLock { $0.free = bytes } }
    var free: Int? { state.withLock { $0.free } }
    func remark(_ text: String) { state.withLock { $0.remarks.append(text) } }
    var remarks: [String] { state.withLock { $0.remarks } }
    /// How often each verb was called, however many items it had.
    var batches: [String: Int] { state.withLock { $0.batches } }
    func batch(_ verb: String) { state.withLock { $0.batches[verb, default: 0] += 1 } }
    func calm() {
        state.withLock {
            $0.before = { _ throws(Fault) in }
            $0.after = { _ throws(Fault) in }
        }
    }

    func size(_ path: String) -> Int? { state.withLock { $0.sizes[path] } }
    func isHidden(_ path: String) -> Bool {
        state.withLock { state in state.hidden.map { path == $0 || path.hasPrefix($0 + "/") } ?? false }
    }
    func refusal(_ verb: String, _ path: String) -> Fault? {
        let call = Call(verb: verb, path: path)
        let (isRefused, refusing) = state.withLock { ($0.refused == call, $0.refusing) }
        if let fault = refusing(call) { return fault }
        return isRefused ? Fault(.placeMissing, .stop, "There is nothing called '\(path)' there.") : nil
    }

    func around<Answer>(_ verb: String, _ path: String, _ body: () throws(Fault) -> Answer) throws(Fault) -> Answer {
        let call = Call(verb: verb, path: path)
        let (before, after) = state.withLock { state in
            state.calls.append(call)
            return (state.before, state.after)
        }
        try before(call)
        let answer = try body()
        try after(call)
        return answer
    }
}

struct TappedTransport: Transport {
    static let scheme = "tapped"
    static let summary = "another place, looked at"
    static let settings: [Setting] = []
    let inner: any Transport
    let tap: Tap

    init(_ inner: any Transport, _ tap: Tap) {
        self.inner = inner
        self.tap = tap
    }

    init(_ connection: Settings) throws(Complaints) { self.init(MemoryTransport(MemoryPlace()), Tap()) }
    var address: String { "test place" }
    func connect(_ visit: Visit) throws(Fault) -> any Session { TappedSession(try inner.connect(visit), tap) }
}

final class TappedSession: Session {
    private let inner: any Session
    private let tap: Tap

    init(_ inner: any Session, _ tap: Tap) {
        self.inner = inner
        self.tap = tap
    }

    var abilities: Abilities {
        var abilities = inner.abilities.subtracting(tap.lacks)
        if tap.temporariesAreOurs { abilities.insert(.temporariesAreOurs) }
        if tap.free != nil { abilities.insert(.freeSpace) }
        if tap.isRemote { abilities.insert(.remote) }
        return abilities
    }

    var remarks: [String] { tap.remarks }

    func freeSpace(_ folder: String) throws(Fault) -> Int? { tap.free }

    func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        try tap.around("list", folder) { () throws(Fault) in
            try inner.list(folder) { entry throws(Fault) in try each(tap.shown(entry)) }
            let extra = tap.extra
            repeat {
                for entry in extra.entries where try each(entry) == .enough { return }
            } while extra.isEndless
        }
    }

    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] {
        tap.batch("stat")
        var found: [Result<Entry?, Fault>] = []
        for path in paths {
            let entry = try tap.around("stat", path) { () throws(Fault) in try inner.stat([path])[0].get() }
            if tap.isHidden(path) {
                found.append(.success(nil))
                continue
            }
            found.append(
                .success(
                    entry.map { tap.shown($0, size: tap.size(path)) }))
        }
        return found
    }

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] {
        try each(items.map { ("fetch", $0.path, $0) }, inner.fetch)
    }

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        try each(items.map { ("store", $0.path, $0) }, inner.store)
    }

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        try each(items.map { ("rename", $0.to, $0) }) { items throws(Fault) in
            try inner.rename(items, replacing: replacing || tap.lacks.contains(.exclusiveRename))
        }
    }

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] {
        try each(paths.map { ("remove", $0, $0) }, inner.remove)
    }

    func close() { inner.close() }

    /// A fault of the tap is the connection's; the item's own fate is passed on.
    private func each<Item, Answer>(
        _ items: [(String, String, Item)], _ verb: ([Item]) throws(Fault) -> [Result<Answer, Fault>]
    ) throws(Fault) -> [Result<Answer, Fault>] {
        if let verb = items.first?.0 { tap.batch(verb) }
        var fates: [Result<Answer, Fault>] = []
        for (name, path, item) in items {
            if let refusal = tap.refusal(name, path) {
                fates.append(.failure(refusal))
                continue
            }
            fates.append(try tap.around(name, path) { () throws(Fault) in try verb([item])[0] })
        }
        return fates
    }
}
