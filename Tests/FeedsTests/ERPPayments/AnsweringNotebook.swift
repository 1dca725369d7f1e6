import Exchange

/// A register in memory: what was entered before, and what a run enters.
final class AnsweringNotebook: Notebook {
    private(set) var entries: [RegisterEntry]
    /// What was entered by the run itself.
    private(set) var proposed: [RegisterEntry] = []

    init(_ entries: [RegisterEntry] = []) { self.entries = entries }

    func entry(_ key: String) throws(Fault) -> String? { nil }
    func reserve(_ sequence: String) throws(Fault) -> Int { 1 }
    func baseline() throws(Fault) -> Baseline? { nil }
    func registered(_ kind: RegisterEntry.Kind, _ key: String) throws(Fault) -> [RegisterEntry] {
        (entries + proposed).filter { $0.kind == kind && ($0.key == key || $0.alias == key) }
    }
    func register(_ entry: RegisterEntry) throws(Fault) {
        var entry = entry
        entry.run = Converted.facts.run
        proposed.append(entry)
    }

    /// An invoice that another run has sent.
    static func sent(_ key: String, _ amount: String? = nil, _ currency: String = "USD") -> RegisterEntry {
        past(
            key, .sent,
            amount.flatMap { amount in
                guard let number = Decimal(amount), let currency = Currency(currency) else { return nil }
                return Money(number, currency)
            })
    }

    static func past(_ key: String, _ event: RegisterEntry.Event, _ money: Money? = nil) -> RegisterEntry {
        RegisterEntry(
            .invoice, key, event, money: money, day: Converted.facts.now.date, run: "26-0001", profile: "erp-invoices",
            isProposed: false)
    }
}
