import Exchange
import Rules

/// Which transactions were sent before: by the register, and within this run.
struct FundRegister {
    private let notebook: any Notebook
    private let facts: RunFacts
    private var own: Set<String> = []

    init(_ notebook: any Notebook, _ facts: RunFacts) {
        self.notebook = notebook
        self.facts = facts
    }

    /// The key the profile says, else reference and note together; empty where there is nothing.
    static func key(_ frame: RecordFrame) -> String {
        let key = frame.string(FundShape.key)
        if !key.isEmpty { return key }
        let parts = [frame.string(FundShape.reference), frame.string(FundShape.note)]
        return parts.allSatisfy(\.isEmpty) ? "" : parts.joined(separator: "|")
    }

    /// Why it is kept back; nil where it may go.
    func hold(_ key: String) throws(Fault) -> String? {
        if own.contains(key) { return "This transaction stands in this run already." }
        if facts.isAgain { return nil }
        let entries = try notebook.registered(.fund, key)
        guard let entry = entries.last(where: { $0.run != facts.run && $0.key == key }) else { return nil }
        let verb = entry.isProposed ? "is about to be sent" : "was sent"
        return "This transaction \(verb) (run \(entry.run), \(entry.day))."
    }

    mutating func add(_ key: String, _ money: Money, reference: String, fund: String) throws(Fault) {
        own.insert(key)
        try notebook.register(
            RegisterEntry(.fund, key, .sent, money: money, reference: reference, party: fund, day: facts.now.date))
    }
}
