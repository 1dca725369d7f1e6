/// One delivery's transition, as part of a batch.
package struct DeliveryMove: Hashable, Sendable {
    package let id: String
    package let from: DeliveryState
    package let to: DeliveryState
    /// Nil leaves what is there.
    package let temporary: String?
    package let note: String
    /// Who decided on it and why, where a person did: one more row of the audit chain, in these words.
    package let decision: String?

    package init(
        _ id: String, from: DeliveryState, to: DeliveryState, temporary: String? = nil, note: String = "",
        decision: String? = nil
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.temporary = temporary
        self.note = note
        self.decision = decision
    }
}
