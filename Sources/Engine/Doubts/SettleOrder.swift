import Ledger

/// A person's decision about a delivery of which nobody can see whether it was published.
package struct SettleOrder: Hashable, Sendable {
    package enum Answer: String, Sendable {
        case delivered
        /// It is sent anew, once it is certain that our temporary file is gone.
        case notDelivered = "not delivered"
    }

    /// As it stood when the person was asked.
    package let delivery: DeliveryRow
    package let answer: Answer
    /// Why; recorded with the decision.
    package let reason: String
    /// The account they use.
    package let person: String

    package init(_ delivery: DeliveryRow, _ answer: Answer, reason: String, person: String) {
        self.delivery = delivery
        self.answer = answer
        self.reason = reason
        self.person = person
    }

    /// `delivered by alice: they have it`.
    var words: String { "\(answer.rawValue) by \(person): \(reason)" }
}
