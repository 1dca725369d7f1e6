/// What an ERP's word for an invoice means.
enum PaymentStatus: String, CaseIterable {
    case paid
    case rejected
    /// Not decided yet: left out until it is.
    case open
}
