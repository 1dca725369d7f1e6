import Exchange

/// Which invoices have been sent before: by this run, by what the ledger remembers, and by what other runs are about to
/// send. An invoice the ERP has rejected may go again.
struct InvoiceRegister {
    /// Why an invoice is kept back.
    struct Hold {
        let code: Code
        let words: String
    }

    private let notebook: any Notebook
    private let facts: RunFacts
    private var ids: Set<String> = []
    private var aliases: [String: String] = [:]

    init(_ notebook: any Notebook, _ facts: RunFacts) {
        self.notebook = notebook
        self.facts = facts
    }

    /// Nil where the invoice may go.
    func hold(_ id: String, _ alias: String, _ level: CheckLevel) throws(Fault) -> Hold? {
        if ids.contains(id) {
            return Hold(code: .invoiceSent, words: "An invoice with this unique identifier stands in this run already.")
        }
        if !facts.isAgain, let entry = try open(id, { $0.key == id }) {
            return Hold(code: .invoiceSent, words: "The invoice \(InvoiceRegister.words(entry)).")
        }
        guard level != .off else { return nil }
        if let other = aliases[alias] {
            return Hold(
                code: .invoiceAlias,
                words: "Invoice \(PlacePath.readable(other)) in this run has the same vendor, number and amount.")
        }
        if facts.isAgain { return nil }
        return try open(alias, { $0.key != id && $0.alias == alias }).map { entry in
            Hold(
                code: .invoiceAlias,
                words: "Invoice \(PlacePath.readable(entry.key)) has the same vendor, number and amount, and "
                    + "\(InvoiceRegister.words(entry)).")
        }
    }

    /// The last word about an object that was sent and not rejected since, other than by this run itself.
    private func open(_ name: String, _ isMeant: (RegisterEntry) -> Bool) throws(Fault) -> RegisterEntry? {
        let entries = try notebook.registered(.invoice, name).filter { $0.run != facts.run && isMeant($0) }
        var last: [String: RegisterEntry] = [:]
        for entry in entries { last[entry.key] = entry }
        return entries.last { last[$0.key]?.event != .rejected && $0 == last[$0.key] }
    }

    private static func words(_ entry: RegisterEntry) -> String {
        let verb: String =
            switch entry.event {
            case .sent, .approved, .rejected: entry.isProposed ? "is about to be sent" : "was sent"
            case .paid: "was paid"
            case .partlyPaid: "was paid in part"
            }
        return "\(verb) (run \(entry.run), \(entry.day))"
    }

    /// The invoice goes out with this run.
    mutating func add(
        _ id: String, _ alias: String, number: String, vendor: String, _ money: Money
    ) throws(Fault) {
        ids.insert(id)
        aliases[alias] = id
        try notebook.register(
            RegisterEntry(
                .invoice, id, alias: alias, .sent, money: money, reference: number, party: vendor, day: facts.now.date))
    }
}
