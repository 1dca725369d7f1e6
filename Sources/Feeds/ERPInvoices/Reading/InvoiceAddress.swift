import Formats

/// One address of a vendor.
struct InvoiceAddress {
    let isPreferred: Bool
    private(set) var isForPayment = false
    private var parts = [Int](repeating: -1, count: InvoiceElements.AddressPart.allCases.count)

    init(preferred: Bool) { isPreferred = preferred }

    mutating func take(_ part: InvoiceElements.AddressPart, _ index: Int, _ record: XMLRecord) {
        parts[part.rawValue] = index
        if part == .type, record.text(record.trimmed(record.elements[index].text)).lowercased() == "payment" {
            isForPayment = true
        }
    }

    /// The element of a part; -1 where it has none.
    func element(_ part: InvoiceElements.AddressPart) -> Int { parts[part.rawValue] }

    /// The address payments go to: one marked for payments, the preferred one of several; else the preferred one; else the
    /// only one. Nil where none of this says which.
    static func forPayment(_ addresses: [InvoiceAddress]) -> InvoiceAddress? {
        let marked = addresses.filter(\.isForPayment)
        if marked.count == 1 { return marked[0] }
        let among = marked.isEmpty ? addresses : marked
        if let preferred = among.first(where: \.isPreferred) { return preferred }
        return among.count == 1 ? among[0] : nil
    }
}
