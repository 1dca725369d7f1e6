import Exchange
import Formats

/// Elements that nobody here knows: each is said once in a run, louder where its name says that there is money in it.
struct InvoiceNovelties {
    private var said: Set<String> = []

    mutating func look(_ invoice: Invoice, _ position: Position, _ report: Report) {
        for element in invoice.unknown {
            let name = invoice.record.name(element)
            let foreign = name.namespace == InvoiceElements.namespace ? "" : " of another namespace"
            let above = invoice.record.name(invoice.record.elements[element].parent).local
            let path = "\(PlacePath.readable(above))/\(PlacePath.readable(name.local))"
            guard said.count < 1000, said.insert(path + foreign).inserted else { continue }
            let isMoney = InvoiceNovelties.isMoney(name.local)
            var place = position.at(path)
            place.line = invoice.record.elements[element].line
            place.byte = invoice.record.elements[element].byte
            report.add(
                Finding(
                    isMoney ? .warning : .note, isMoney ? .invoiceUnknownMoney : .invoiceUnknown, place,
                    "The element '\(path)'\(foreign) is not known here; its text is not used."))
        }
    }

    private static func isMoney(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["amount", "price", "sum", "charge", "tax", "total", "cost", "vat", "fee"].contains { name.contains($0) }
    }
}
