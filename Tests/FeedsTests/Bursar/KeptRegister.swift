import Exchange

/// A notebook with an institution's register in memory; each run is told apart by its facts.
final class KeptRegister: Notebook {
    private(set) var entries: [RegisterEntry] = []
    private var numbers: [String: Int] = [:]
    /// What `registered` answers is of this run until the next begins.
    var run = "26-0007"

    func entry(_ key: String) throws(Fault) -> String? { nil }
    func baseline() throws(Fault) -> Baseline? { nil }
    func reserve(_ sequence: String) throws(Fault) -> Int {
        numbers[sequence, default: 0] += 1
        return numbers[sequence, default: 0]
    }

    func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry] {
        entries.filter { $0.kind == kind && ($0.key == key || $0.alias == key) }
    }

    func register(_ entry: RegisterEntry) throws(Fault) {
        var entry = entry
        entry.run = run
        entries.append(entry)
    }

    /// The run's deliveries stand: its entries count.
    func deliver() {
        for index in entries.indices { entries[index].isProposed = false }
    }

    func lines() -> [String] {
        entries.map { "\($0.key) \($0.event.rawValue) \($0.money?.description ?? "-")" }
    }
}
