/// Words that may not stand in the sources' code, each with its reason. Strings and comments may say what they like.
struct WordingRule {
    struct Ban: Sendable {
        let pattern: @Sendable () -> Regex<Substring>
        let rule: String
        let reason: String
        let holds: @Sendable (HouseTable.Room) -> Bool
    }

    let table: HouseTable

    func violations(in file: SourceFile) -> [Violation] {
        guard let room = table.room(file.room) else { return [] }
        let bans = Self.bans.filter { $0.holds(room) }.map { (ban: $0, pattern: $0.pattern()) }
        return file.codeLines.flatMap { number, code in
            bans.compactMap { ban, pattern in
                code.firstMatch(of: pattern).map { match in
                    let word = match.output.trimmingPrefix { !$0.isLetter && $0 != "@" }
                    return Violation(
                        file: file.path, line: number, rule: ban.rule,
                        message: "'\(word)' in \(room.name): \(ban.reason)")
                }
            }
        }
    }

    static let bans: [Ban] = [
        Ban(
            pattern: { /\basync\b|\bawait\b|\bTask\s*(?:\.\s*detached\s*)?[{(]|\bactor\s+\w|@MainActor\b/ },
            rule: "concurrency",
            reason: "below the engine nothing is asynchronous; blocking calls starve Swift's cooperative pool",
            holds: \.below),
        Ban(
            pattern: { /\bpublic\b|\bopen\s+(?:class|func|var)\b/ }, rule: "access",
            reason: "'package' is the widest access there is", holds: { _ in true }),
        Ban(
            pattern: { /\btry!|\bas!|\bfatalError\s*\(/ }, rule: "traps",
            reason: "one bad file may not stop a run with a trap; throw a Fault", holds: { _ in true }),
        Ban(
            pattern: { /@unchecked\s+Sendable\b|\bnonisolated\s*\(\s*unsafe\s*\)|@preconcurrency\b/ }, rule: "sendable",
            reason: "the compiler proves it or it is not so", holds: { _ in true }),
        Ban(
            pattern: { /(?:^|[^\w.])(?:print|debugPrint|dump)\s*\(/ }, rule: "printing",
            reason: "only the command talks to a person", holds: { $0.name != "ExchangeCommand" }),
        Ban(
            pattern: { /@_exported\b/ }, rule: "imports",
            reason: "an import that is passed on hides an arrow", holds: { _ in true }),
    ]
}
