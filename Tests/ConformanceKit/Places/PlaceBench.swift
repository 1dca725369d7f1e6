import Exchange
import Synchronization
import Testing

/// An empty place on the bench, and the verbs on single files that most promises are about.
package final class PlaceBench {
    /// What no session makes, but a place may hold.
    package enum Trap: String, Sendable, CaseIterable { case linkToFile, linkToFolder, brokenLink, pipe, socket }

    package let transport: any Transport
    /// Makes a folder behind the session's back: the verbs cannot.
    package let makeFolder: (String) throws -> Void
    /// Sets a trap at a path; links lead to what lies outside the place.
    package let set: (Trap, String) throws -> Void
    /// Makes many small files in a folder, faster than a durable store can.
    private let fillFast: ((String, [String]) throws -> Void)?
    package let session: any Session
    private let switched = Switch()

    package init(
        _ transport: any Transport, makeFolder: @escaping (String) throws -> Void,
        set: @escaping (Trap, String) throws -> Void = { _, _ in },
        fill: ((String, [String]) throws -> Void)? = nil
    ) throws {
        self.transport = transport
        self.makeFolder = makeFolder
        self.set = set
        fillFast = fill
        session = try transport.connect(.bare())
    }

    deinit { session.close() }

    /// A session of its own that is asked to stop once `stop` has been called.
    func stoppable() throws -> any Session {
        let switched = switched
        return try transport.connect(.bare(Abort { switched.isOn.withLock { $0 } }))
    }

    func stop() { switched.isOn.withLock { $0 = true } }

    func fill(_ folder: String, _ names: [String]) throws {
        if let fillFast { return try fillFast(folder, names) }
        for name in names { try put("\(folder)/\(name)", "x") }
    }

    func put(_ path: String, _ text: String = "content") throws { try put(path, Array(text.utf8)) }

    func put(_ path: String, _ bytes: [UInt8]) throws {
        let fate = try #require(try session.store([StoreItem(GivenFile("given", bytes), as: path)]).first)
        #expect(try fate.get() == bytes.count, "\(path)")
    }

    /// The file's bytes; nil where it cannot be fetched.
    func bytes(_ path: String, _ other: (any Session)? = nil) throws -> [UInt8]? {
        let sink = MemorySink()
        let fate = try #require(try (other ?? session).fetch([FetchItem(path, into: sink)]).first)
        guard case .success(let size) = fate else { return nil }
        #expect(size == sink.count)
        return sink.bytes
    }

    func text(_ path: String) throws -> String? { try bytes(path).map { String(decoding: $0, as: UTF8.self) } }

    func entry(_ path: String) throws -> Entry? { try #require(try session.stat([path]).first).get() }

    /// The names in a folder, sorted.
    func names(_ folder: String = "") throws -> [String] {
        var names: [String] = []
        try session.list(folder) { entry throws(Fault) in
            names.append(entry.name)
            return .more
        }
        return names.sorted()
    }

    /// The fates of a batch as code names, `ok` where it was done.
    func fates<Answer>(_ fates: [Result<Answer, Fault>]) -> [String] {
        fates.map { fate in
            guard case .failure(let fault) = fate else { return "ok" }
            #expect(!fault.message.isEmpty && !fault.remedy.isEmpty)
            return fault.code.name
        }
    }

    func store(_ path: String, _ text: String = "new", _ other: (any Session)? = nil) throws -> String {
        fates(try (other ?? session).store([StoreItem(GivenFile("given", text), as: path)])).joined()
    }

    func fetch(_ path: String) throws -> String {
        fates(try session.fetch([FetchItem(path, into: MemorySink())])).joined()
    }

    func rename(_ from: String, _ to: String, replacing: Bool = false) throws -> String {
        fates(try session.rename([RenameItem(from: from, to: to)], replacing: replacing)).joined()
    }

    func remove(_ path: String) throws -> String { fates(try session.remove([path])).joined() }

    /// What a verb throws as a whole.
    func thrown(_ act: () throws(Fault) -> Void) -> String {
        do throws(Fault) { try act() } catch { return error.code.name }
        return "nothing"
    }

    private final class Switch: Sendable {
        let isOn = Mutex(false)
    }
}
