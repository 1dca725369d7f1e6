import Exchange

/// The hand that asks a server: small files under names nobody else uses. Only a fault of the conversation itself is
/// thrown; an item's own fate is the answer.
struct ProbeHand {
    let session: any Session
    let folder: String
    let traces: OwnTraces
    /// Where lessons are kept that the place's own sessions go by.
    let memory: any PlaceMemory
    let now: () -> Moment
    let stem = ".x-probe-\(String(UInt64.random(in: 0 ... .max), radix: 16))"
    /// By how many seconds the server's clock is ahead, and whether any time had parts of a second.
    private(set) var skew = 0
    private(set) var hasFractions = false

    init(
        session: any Session, folder: String, traces: OwnTraces, memory: any PlaceMemory, now: @escaping () -> Moment
    ) {
        self.memory = memory
        self.session = session
        self.folder = folder
        self.traces = traces
        self.now = now
    }

    func path(_ ending: String) -> String { PlacePath.join(folder, "\(stem)-\(ending)") }

    /// The first file: where even that fails, there is nothing to ask.
    mutating func greet() throws(Fault) {
        let before = now()
        if let fault = try store(path("a"), "a") { throw fault }
        let after = now()
        guard let entry = try session.stat([path("a")])[0].get() else {
            throw Fault(.trialCheck, .stop, "A small file was written to \(shownFolder(folder)) and is not there.")
        }
        skew = ClockSkew.seconds(entry.modified, between: before, and: after)
        hasFractions = entry.modified.nanoseconds != 0
    }

    /// Nil where it is stored now.
    func store(_ path: String, _ text: String) throws(Fault) -> Fault? {
        traces.expect(path)
        let file = SmallFile(PlacePath.last(path), Array(text.utf8))
        if case .failure(let fault) = try session.store([StoreItem(file, as: path)])[0] { return fault }
        return nil
    }

    /// Nil where it is renamed now.
    func rename(_ from: String, _ to: String, replacing: Bool) throws(Fault) -> Fault? {
        traces.expect(to)
        let fate = try session.rename([RenameItem(from: from, to: to)], replacing: replacing)[0]
        if case .failure(let fault) = fate { return fault }
        return nil
    }

    /// Nil where it cannot be read.
    func text(_ path: String) throws(Fault) -> String? {
        let sink = MemorySink()
        guard case .success = try session.fetch([FetchItem(path, into: sink)])[0] else { return nil }
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    func isThere(_ path: String) throws(Fault) -> Bool {
        guard case .success(let entry) = try session.stat([path])[0] else { return false }
        return entry != nil
    }

    /// What a folder shows of our own files.
    func listed() throws(Fault) -> [String] {
        var names: [String] = []
        try session.list(folder) { entry throws(Fault) in
            if entry.name.utf8.starts(with: stem.utf8) { names.append(entry.name) }
            return .more
        }
        return names
    }
}
