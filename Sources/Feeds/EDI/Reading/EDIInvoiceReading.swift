import Exchange
import Formats

/// INVOIC to an invoice. Tags say what belongs where, not the groups of the directory: vendors have charges before UNS and
/// in the summary, and MOA where they like.
struct EDIInvoiceReading {
    private(set) var invoice = EDIInvoice()
    /// What could not be read.
    private(set) var findings: [Finding] = []
    private var money = EDIMoneyReading(.header)
    private var item: EDIItem?
    private var isParty = false

    static func read(_ message: EDIMessage) -> (invoice: EDIInvoice, findings: [Finding]) {
        var reading = EDIInvoiceReading()
        for index in message.indices { reading.take(message[index]) }
        reading.close()
        return (reading.invoice, reading.findings)
    }

    private mutating func take(_ segment: EDISegment) {
        let reading = EDISegmentReading(segment, subject: invoice.number?.value)
        switch segment.tag {
        case "LIN":
            close()
            item = EDIItem(reading)
            money = EDIMoneyReading(.line)
        case "UNS":
            close()
            money = EDIMoneyReading(.summary)
        case "CNT":
            if let count = reading.number(1, 2, &findings, severity: .warning) {
                invoice.counts.append(EDIQuantity(qualifier: segment[1, 1], quantity: count))
            }
        default:
            money.take(reading, &findings)
            if item == nil { takeHeader(reading) } else { item?.take(reading, &findings) }
        }
        if segment.tag != "NAD" && segment.tag != "RFF" { isParty = false }
    }

    private mutating func takeHeader(_ reading: EDISegmentReading) {
        guard money.section == .header else { return }
        let segment = reading.segment
        switch segment.tag {
        case "BGM":
            invoice.code = segment[1, 1]
            invoice.form = segment[1, 4]
            invoice.number = segment.isEmpty(2) ? nil : reading.text(2)
            invoice.function = segment[3]
        case "DTM": if let day = EDIDayReading.day(reading, &findings) { invoice.days.append(day) }
        case "CUX": takeCurrency(reading)
        case "NAD":
            invoice.parties.append(EDIParty(reading))
            isParty = true
        case "RFF":
            let reference = EDIReference(qualifier: segment[1, 1], value: reading.text(1, 2))
            if isParty, !invoice.parties.isEmpty {
                invoice.parties[invoice.parties.count - 1].references.append(reference)
            } else {
                invoice.references.append(reference)
            }
        default: break
        }
    }

    /// The first one that names a currency; some vendors leave the role before it blank, or name two.
    private mutating func takeCurrency(_ reading: EDISegmentReading) {
        let segment = reading.segment
        guard invoice.currency == nil else { return }
        for (element, component) in [(1, 2), (2, 2), (1, 1), (2, 1)] {
            let text = segment[element, component]
            if text.count == 3, text.allSatisfy(\.isLetter) {
                invoice.currency = reading.text(element, component)
                return
            }
        }
    }

    /// The line, or the part, that has stood open.
    private mutating func close() {
        if let item {
            invoice.lines.append(
                EDIInvoiceLine(item: item, amounts: money.amounts, charges: money.charges, taxes: money.taxes))
            self.item = nil
        } else {
            invoice.charges += money.charges
            invoice.taxes += money.taxes
            invoice.amounts += money.amounts
        }
        money = EDIMoneyReading(money.section)
    }
}
