import Exchange
import Rules

/// One answer, as plain values.
struct Payment: SettledAnswer {
    let id: String
    let number: String
    let vendor: String
    let status: PaymentStatus
    let voucher: String
    /// ISO 8601, or blank.
    let voucherDate: String
    let invoiceDate: String
    /// Nil where the ERP said none.
    let money: Money?
    let reason: String

    /// The frame has been checked: its status is one of ours, its amount and currency are readable.
    init(_ frame: RecordFrame) {
        id = frame.string(PaymentShape.id)
        number = frame.string(PaymentShape.number)
        vendor = frame.string(PaymentShape.vendor)
        status = PaymentStatus(rawValue: frame.string(PaymentShape.status)) ?? .open
        voucher = frame.string(PaymentShape.voucher)
        voucherDate = frame.string(PaymentShape.voucherDate)
        invoiceDate = frame.string(PaymentShape.invoiceDate)
        reason = frame.string(PaymentShape.reason)
        let amount = Decimal(frame.string(PaymentShape.amount))
        let currency = Currency(frame.string(PaymentShape.currency))
        money = amount.flatMap { amount in currency.map { Money(amount, $0) } }
    }

    /// What findings name: the identifier, or the vendor's number.
    var subject: String { id.isEmpty ? number : id }

    /// The identifier; vendor and number, where both are there.
    var names: [String?] {
        [id.isEmpty ? nil : id, number.isEmpty || vendor.isEmpty ? nil : "\(vendor)\u{1}\(number)"]
    }

    /// Two identifiers are two invoices, whatever their numbers.
    func mayBeOne(with other: Payment) -> Bool { id == other.id || id.isEmpty || other.id.isEmpty }

    /// In which of what matters two answers about one invoice differ, in the words of the profile.
    func differences(from other: Payment) -> [String] {
        var names: [String] = []
        if status != other.status { names.append("status") }
        if money != other.money { names.append("amount") }
        if voucher != other.voucher { names.append("voucher_number") }
        if voucherDate != other.voucherDate { names.append("voucher_date") }
        return names
    }
}
