import Exchange

/// Knows only what was entered through it: for opinions about a file, which see what stands twice in it and ask nobody
/// what was sent before.
final class TrialNotebook: Notebook {
    private var entries: [String: [RegisterEntry]] = [:]

    func entry(_ key: String) throws(Fault) -> String? { nil }
    func reserve(_ sequence: String) throws(Fault) -> Int { 1 }
    func baseline() throws(Fault) -> Baseline? { nil }
    func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry] {
        entries["\(kind.rawValue) \(key)"] ?? []
    }

    func register(_ entry: RegisterEntry) throws(Fault) {
        for key in Set([entry.key, entry.alias ?? entry.key]) {
            entries["\(entry.kind.rawValue) \(key)", default: []].append(entry)
        }
    }
}

extension RunFacts {
    /// Of no run: what a feed is told that gives an opinion as of `now`.
    static func trial(_ now: CivilTime) -> RunFacts {
        RunFacts(profile: ProfileName(institution: "", profile: ""), run: "", now: now, sequence: 0)
    }
}
