/// Which way a profile of `erp-orders` carries.
enum OrderDirection: String, CaseIterable {
    /// Purchase orders, out to the ERP.
    case orders
    /// The ERP's answers, in to the library system.
    case approvals
}
