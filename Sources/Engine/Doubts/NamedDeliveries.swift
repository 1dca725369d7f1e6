import Exchange
import Ledger

/// Finds deliveries by what people call them: `26-0412/1`, a final name with or without its folder, or the first eight
/// letters or more of the delivery's id.
package struct NamedDeliveries {
    /// How many of one name are looked at.
    package static let most = 100

    private let ledger: any LedgerStore

    package init(_ ledger: any LedgerStore) { self.ledger = ledger }

    /// Newest first.
    package func find(_ word: String) throws(Fault) -> [DeliveryRow] {
        let parts = word.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, let ordinal = Int(parts[1]), try ledger.run(String(parts[0])) != nil {
            return try ledger.deliveries(of: String(parts[0])).filter { $0.ordinal == ordinal }
        }
        return try ledger.deliveries(named: word, limit: NamedDeliveries.most)
    }

    /// The one that a person can decide about.
    package func doubted(_ word: String) throws(Fault) -> DeliveryRow {
        let found = try find(word)
        let doubted = found.filter { $0.state == .inDoubt }
        if let one = doubted.first, doubted.count == 1 { return one }
        guard let first = found.first else {
            throw Fault(.settleUnknown, .stop, "There is no delivery '\(word)' here.")
        }
        if doubted.isEmpty { throw Settling.refusal(first) }
        let names = doubted.prefix(5).map { "\($0.run)/\($0.ordinal)" }.joined(separator: ", ")
        throw Fault(.settleUnknown, .stop, "Several deliveries called '\(word)' are in doubt: \(names).")
    }
}
