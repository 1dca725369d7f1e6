import Exchange

/// A notebook with a register that has been delivered up to now.
final class RegisterNotebook: Notebook {
    private(set) var entries: [RegisterEntry] = []

    func entry(_ key: String) throws(Fault) -> String? { nil }
    func reserve(_ sequence: String) throws(Fault) -> Int { 1 }
    func baseline() throws(Fault) -> Baseline? { nil }

    func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry] {
        entries.filter { $0.kind == kind && ($0.key == key || $0.alias == key) }
    }

    func register(_ entry: RegisterEntry) throws(Fault) { entries.append(entry) }
}
