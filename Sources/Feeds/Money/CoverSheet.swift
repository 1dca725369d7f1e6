import Exchange

/// What a person reads who decides whether money goes out: each record, and what it comes to by party, by account and in
/// all, per currency. As text, and as a page.
///
/// Records wait in a scratch file until everything is known; memory grows with parties and accounts only.
final class CoverSheet {
    /// What its columns are called in this feed: `invoice`, `vendor`, `fund`.
    struct Words: Sendable {
        let record: String
        let party: String
        let account: String
    }

    /// One record that goes out.
    struct Entry: Hashable, Sendable {
        /// What people call it by, and its own id.
        let number: String
        let id: String
        let party: String
        let partyName: String
        /// Blank where it has none.
        let day: String
        let money: Money
        let shares: [Share]
    }

    /// What one account pays of it, in the record's currency.
    struct Share: Hashable, Sendable {
        let account: String
        let name: String
        let amount: Decimal
    }

    let words: Words
    let facts: RunFacts
    private(set) var totals = CoverTotals()
    private let outbox: any Outbox
    private let spool: CoverSpool

    init(_ words: Words, _ facts: RunFacts, _ outbox: any Outbox) throws(Fault) {
        self.words = words
        self.facts = facts
        self.outbox = outbox
        spool = CoverSpool(try outbox.spool())
    }

    func add(_ entry: Entry) throws(Fault) {
        totals.add(entry)
        try spool.append(entry)
    }

    /// Writes both forms; `others` says what does not go out, a sentence each.
    func finish(_ others: [String]) throws(Fault) {
        let text = try outbox.open(.cover, suffix: "txt")
        try CoverText(self, text).write(spool, others)
        try outbox.finish(text)
        let page = try outbox.open(.cover, suffix: "html")
        try CoverPage(self, page).write(spool, others)
        try outbox.finish(page)
    }

    /// `2026-11-21 02:30`.
    var day: String {
        let time = "\(facts.now)"
        return String(time.prefix(16))
    }
}
