import Exchange

extension SISUsersFeed: RecordTracer {
    package func trace(_ identifier: String, in baseline: Baseline) throws(Fault) -> [RecordTrace] {
        try UserTracing(baseline).find(identifier)
    }
}

/// Looks for one person in the last delivered load, in one pass over it.
struct UserTracing {
    private let baseline: Baseline
    private let shape: BaselineShape
    private let start: Int
    /// Values by which people are known: the primary id and those of identifiers.
    private let keys: [Int]
    private let primary: Int
    private let hash = ByteHash()

    init(_ baseline: Baseline) throws(Fault) {
        self.baseline = baseline
        (shape, start) = try LastLoad.shape(of: baseline.file)
        let names = shape.names
        guard let own = names.firstIndex(of: UserLayout.primaryName) else { throw BaselineWindow.damaged }
        primary = own
        keys = names.indices.filter { $0 == own || UserTracing.isIdentifier(names[$0]) }
    }

    func find(_ identifier: String) throws(Fault) -> [RecordTrace] {
        let wanted = Array(identifier.utf8)
        let sum = wanted.withUnsafeBufferPointer { hash.folded($0) }
        var window = BaselineWindow(baseline.file, slots: shape.names.count, size: 256 << 10)
        var found: [RecordTrace] = []
        var offset = start
        while try window.load(offset) {
            offset = window.next
            let isMeant = keys.contains { key in
                !window.user.isBlank(key)
                    && window.user.with(key) { text in
                        hash.folded(text) == sum && wanted.withUnsafeBufferPointer { equalFolded(text, $0) }
                    }
            }
            if isMeant { found.append(trace(window.user, window.origin)) }
        }
        return found
    }

    private func trace(_ user: borrowing UserRecord, _ origin: BaselineOrigin) -> RecordTrace {
        var run: String? = baseline.run
        if origin.run > 0 { run = origin.run <= shape.runs.count ? shape.runs[origin.run - 1] : nil }
        return RecordTrace(
            identifier: user.text(primary), run: run, file: origin.file, line: origin.line, delivery: origin.zip,
            facts: plain(user) + personal(user))
    }

    // MARK: What is said of the person

    private static let shown = [UserLayout.groupName, "expiry_date", "purge_date"]

    /// What says nothing about who the person is: group and dates, which identifiers there are, and what is blank.
    private func plain(_ user: borrowing UserRecord) -> [RecordTrace.Fact] {
        var facts: [RecordTrace.Fact] = []
        for name in UserTracing.shown {
            let slot = shape.names.firstIndex(of: name)
            let value = slot.map { user.text($0) } ?? shape.constants.first { $0.name == name }?.value
            if let value, !value.isEmpty { facts.append(RecordTrace.Fact(name, value)) }
        }
        var known: [String] = []
        for key in keys where !user.isBlank(key) { known.append(UserTracing.type(shape.names[key])) }
        facts.append(RecordTrace.Fact("identifiers", known.joined(separator: ", ")))
        var blank: [String] = []
        for slot in shape.names.indices where user.isBlank(slot) { blank.append(shape.names[slot]) }
        if !blank.isEmpty { facts.append(RecordTrace.Fact("sent blank", blank.joined(separator: ", "))) }
        return facts
    }

    private func personal(_ user: borrowing UserRecord) -> [RecordTrace.Fact] {
        var facts: [RecordTrace.Fact] = []
        for slot in shape.names.indices where !user.isBlank(slot) && !UserTracing.shown.contains(shape.names[slot]) {
            facts.append(RecordTrace.Fact(shape.names[slot], user.text(slot), isPersonal: true))
        }
        return facts
    }

    private static func isIdentifier(_ name: String) -> Bool {
        name.hasPrefix("identifiers[") && name.hasSuffix("].value")
    }

    /// `BARCODE` of `identifiers[BARCODE].value`.
    private static func type(_ name: String) -> String {
        isIdentifier(name) ? String(name.dropFirst("identifiers[".count).dropLast("].value".count)) : name
    }
}
