import Exchange

/// The other name under which the register finds an invoice, where its identifier is not known.
enum InvoiceAlias {
    /// Vendor, number, amount and currency, each as the library system has it; a missing amount stays away.
    static func of(_ vendor: String, _ number: String, _ money: Money?) -> String {
        "\(vendor) \(number)" + (money.map { " \($0.amount) \($0.currency)" } ?? "")
    }
}
