/// One thing that happened to a business object: an invoice was sent, a fee was paid. The register is the institution's,
/// not a profile's: what one feed sends, another one hears the answer to. It is only ever added to.
///
/// No person's data: a key is an id of the library system's own (an invoice's or a transaction's), never a patron's.
package struct RegisterEntry: Hashable, Sendable {
    /// What kind of object.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case fee
        case invoice
        /// A transaction on a fund.
        case fund
        case order
        /// A vendor's, on its way into the library system.
        case vendorInvoice = "vendor invoice"

        /// Whether anybody answers: what nobody ever does is in the register only so that it is not sent twice.
        package var isAnswered: Bool { self != .vendorInvoice }
    }

    package enum Event: String, Hashable, Sendable, CaseIterable {
        /// Went out, to the bursar or the ERP.
        case sent
        /// An answer came, and the library system was told.
        case paid
        case partlyPaid = "partly paid"
        case rejected
        /// Approved, of an order.
        case approved
    }

    /// When an entry begins to count.
    package enum Condition: String, Hashable, Sendable {
        /// With the run's last delivery: what was sent.
        case delivered
        /// When the run ends in order, whether it delivered anything or not: what was only heard.
        case ended
    }

    package let kind: Kind
    /// The business key: an invoice's unique identifier, a fee's transaction id.
    package let key: String
    /// Another name of the same object, by which a second copy under another key is found out (vendor, number, amount).
    package let alias: String?
    package let event: Event
    package let money: Money?
    /// The number people know it by: of an invoice, a voucher.
    package let reference: String
    /// The vendor's code, or whose money it is otherwise; never a person.
    package let party: String
    /// Why, in the words of whoever answered.
    package let note: String
    package let day: CivilDate
    package let counts: Condition
    /// Who entered it; blank until it is entered.
    package var run: String
    package var profile: String
    /// Not yet counted: the run is open or held.
    package var isProposed: Bool

    /// What answers are about. The bursar names a transaction's number and nothing else: where a profile tells fees apart
    /// by more than that (then the number is their `alias`), those of one number are answered together.
    package var object: String { kind == .fee ? alias ?? key : key }

    package init(
        _ kind: Kind, _ key: String, alias: String? = nil, _ event: Event, money: Money? = nil, reference: String = "",
        party: String = "", note: String = "", day: CivilDate, counts: Condition = .delivered, run: String = "",
        profile: String = "", isProposed: Bool = true
    ) {
        self.kind = kind
        self.key = key
        self.alias = alias
        self.event = event
        self.money = money
        self.reference = reference
        self.party = party
        self.note = note
        self.day = day
        self.counts = counts
        self.run = run
        self.profile = profile
        self.isProposed = isProposed
    }
}
