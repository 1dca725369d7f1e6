import Exchange

/// Remembers what is registered, as an institution's ledger does.
final class RegisterNotebook: Notebook {
    private(set) var entries: [RegisterEntry]
    private let run: String
    private var numbers: [String: Int] = [:]

    init(_ entries: [RegisterEntry] = [], run: String = "26-0007") {
        self.entries = entries
        self.run = run
    }

    func entry(_ key: String) throws(Fault) -> String? { nil }
    func reserve(_ sequence: String) throws(Fault) -> Int {
        numbers[sequence, default: 0] += numbers[sequence] == nil ? 1 : 0
        return numbers[sequence] ?? 1
    }
    func baseline() throws(Fault) -> Baseline? { nil }

    func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry] {
        entries.filter { $0.kind == kind && ($0.key == key || $0.alias == key) }
    }

    func register(_ entry: RegisterEntry) throws(Fault) {
        var entry = entry
        entry.run = run
        entries.append(entry)
    }

    /// What this run has entered.
    var own: [RegisterEntry] { entries.filter { $0.run == run } }
}
