/// What a row of the bursar's return file may say.
enum PaymentField: Int, CaseIterable, Sendable {
    case transactionID, amount, currency, status, reason, paidDate, paymentID, userID, userIDType, comment

    static let needed: [PaymentField] = [.transactionID, .amount, .currency]

    var name: String { description.name }
    var summary: String { description.summary }

    private var description: (name: String, summary: String) {
        switch self {
        case .transactionID: ("transaction_id", "the library system's own number of the fee, as it was sent")
        case .amount: ("amount", "what was paid")
        case .currency: ("currency", "ISO 4217; often a constant")
        case .status: ("status", "what became of the fee, if rows say more than that it was paid; see 'statuses'")
        case .reason: ("reason", "why it was not taken")
        case .paidDate: ("paid_date", "the day of the payment")
        case .paymentID: ("payment_id", "the bursar's own number of the payment; tells two equal payments apart")
        case .userID: ("user_id", "the user's identifier, if it is to be sent back")
        case .userIDType: ("user_id_type", "what kind of identifier that is")
        case .comment: ("comment", "a comment for the library system")
        }
    }
}
