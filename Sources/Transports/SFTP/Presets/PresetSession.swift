import Exchange

/// A conversation held to what is known of the service: what it would refuse, or quietly mangle, is not sent.
final class PresetSession: Session {
    private let inner: any Session
    private let preset: SFTPPreset
    private let now: Moment
    /// Files seen that the service will remove soon.
    private var aged = 0

    /// Days before their end at which files are worth a remark.
    private static let notice = 5

    init(_ inner: any Session, _ preset: SFTPPreset, now: Moment) {
        self.inner = inner
        self.preset = preset
        self.now = now
    }

    var abilities: Abilities { inner.abilities }

    func list(_ folder: String, _ each: (Entry) throws(Fault) -> Demand) throws(Fault) {
        try inner.list(folder) { entry throws(Fault) in
            if isAged(entry) { aged += 1 }
            return try each(entry)
        }
    }

    func stat(_ paths: [String]) throws(Fault) -> [Result<Entry?, Fault>] { try inner.stat(paths) }

    func fetch(_ items: [FetchItem]) throws(Fault) -> [Result<Int, Fault>] { try inner.fetch(items) }

    func store(_ items: [StoreItem]) throws(Fault) -> [Result<Int, Fault>] {
        try passing(items) { item throws(Fault) in
            try preset.check(size: item.source.size, of: item.path)
            try preset.check(item.path)
        } through: { items throws(Fault) in
            try inner.store(items)
        }
    }

    func rename(_ items: [RenameItem], replacing: Bool) throws(Fault) -> [Result<Void, Fault>] {
        try passing(items) { item throws(Fault) in
            try preset.check(item.to)
        } through: { items throws(Fault) in
            try inner.rename(items, replacing: replacing)
        }
    }

    func remove(_ paths: [String]) throws(Fault) -> [Result<Void, Fault>] { try inner.remove(paths) }

    func renameOntoExisting(_ from: String, _ to: String) throws(Fault) -> Bool? {
        try inner.renameOntoExisting(from, to)
    }

    func freeSpace(_ folder: String) throws(Fault) -> Int? { try inner.freeSpace(folder) }

    var remarks: [String] { inner.remarks + (aged == 0 ? [] : [agedWords]) }

    var facts: [PlaceFact] { inner.facts }

    func close() { inner.close() }

    private var agedWords: String {
        let files = aged == 1 ? "1 file lies" : "\(aged) files lie"
        let days = preset.retentionDays ?? 0
        return
            "\(files) there for more than \(days - PresetSession.notice) days; \(preset.title) removes what is older "
            + "than \(days) days, read or not."
    }

    private func isAged(_ entry: Entry) -> Bool {
        guard let days = preset.retentionDays, entry.kind == .file else { return false }
        return now.seconds - entry.modified.seconds > (days - PresetSession.notice) * 86_400
    }

    /// What passes the check goes through in one batch; what does not has its fault, in its place.
    private func passing<Item, Answer>(
        _ items: [Item], _ check: (Item) throws(Fault) -> Void,
        through body: ([Item]) throws(Fault) -> [Result<Answer, Fault>]
    ) throws(Fault) -> [Result<Answer, Fault>] {
        var refused: [Int: Fault] = [:]
        for (index, item) in items.enumerated() {
            do throws(Fault) { try check(item) } catch { refused[index] = error }
        }
        if refused.isEmpty { return try body(items) }
        let passed = items.indices.filter { refused[$0] == nil }
        var fates = try passed.isEmpty ? [][...] : body(passed.map { items[$0] })[...]
        return items.indices.map { index in
            if let fault = refused[index] { return .failure(fault) }
            return fates.removeFirst()
        }
    }
}
