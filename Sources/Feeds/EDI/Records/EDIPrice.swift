import Exchange

/// One PRI.
package struct EDIPrice: Hashable, Sendable, Encodable {
    /// 5125: `AAA` net, `AAB` gross, `INV`.
    package let qualifier: String
    package let price: Sited<Decimal>
    /// 5387: `RTP`, `SRP`: what a shop would ask.
    package let kind: String
}

/// One QTY.
package struct EDIQuantity: Hashable, Sendable, Encodable {
    /// 6063: `47` invoiced, `21` ordered, `83` on back order.
    package let qualifier: String
    package let quantity: Sited<Decimal>
}

/// One DTM that is a day.
package struct EDIDay: Hashable, Sendable, Encodable {
    /// 2005: `137` of the document, `194` and `206` of a subscription's start and end.
    package let qualifier: String
    /// `2026-01-14`, or as much of it as was said: `2026-01`, `2026`.
    package let text: Sited<String>
    /// nil where less than a day was said.
    package let date: CivilDate?

    private enum CodingKeys: String, CodingKey { case qualifier, text }
}
