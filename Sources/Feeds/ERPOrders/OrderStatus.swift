/// What an ERP's word for an order means.
enum OrderStatus: String, CaseIterable {
    case approved
    case rejected
    /// Not decided yet: left out until it is.
    case open
}
