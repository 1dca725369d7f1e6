import Exchange
import Formats

/// Writes what the library system's import of payments takes: the structure of its export, with what was paid in
/// `compositeSum`, matched by the transaction's number. Each payment is a user's list of its own.
final class PaymentWriter {
    private let outbox: any Outbox
    private let export: String
    private var open: (sink: any ByteSink, xml: XMLWriter)?
    private(set) var count = 0

    /// `export` is the number the file says of itself.
    init(_ outbox: any Outbox, export: String) {
        self.outbox = outbox
        self.export = export
    }

    /// The first field with a character that XML cannot carry; nil where all can be written.
    static func problem(_ row: PaymentRow) -> PaymentField? {
        [PaymentField.transactionID, .userID, .userIDType, .comment].first {
            XMLText.firstForbidden(row.bytes($0)) != nil
        }
    }

    /// `row` has no `problem`.
    func write(_ row: PaymentRow, _ money: Money) throws(Fault) {
        let xml = try begun()
        try xml.markup("<xb:userExportedFineFeesList>")
        try user(row, xml)
        try xml.markup("<xb:finefeeList><xb:userFineFee>")
        if !row.isBlank(.comment) { try element("xb:fineFeeComment", row.bytes(.comment), xml) }
        try xml.markup("<xb:compositeSum>")
        try element("xb:currency", Array(money.currency.code.utf8), xml)
        try element("xb:sum", Array(money.amount.description.utf8), xml)
        try xml.markup("</xb:compositeSum>")
        try element("xb:bursarTransactionId", row.bytes(.transactionID), xml)
        try xml.markup("</xb:userFineFee></xb:finefeeList></xb:userExportedFineFeesList>\n")
        count += 1
    }

    func finish() throws(Fault) {
        guard let (sink, xml) = open else { return }
        try xml.markup("</xb:userExportedList></xb:userExportedFineFees></xb:xml-fragment>\n")
        try xml.finish()
        try outbox.finish(sink)
        open = nil
    }

    private func begun() throws(Fault) -> XMLWriter {
        if let xml = open?.xml { return xml }
        let sink = try outbox.open(.delivery, suffix: "xml")
        let xml = XMLWriter(sink)
        open = (sink, xml)
        try xml.declaration()
        try xml.markup("<xb:xml-fragment xmlns:xb=\"http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans\">\n")
        try xml.markup("<xb:userExportedFineFees>")
        try element("xb:exportNumber", Array(export.utf8), xml)
        try xml.markup("</xb:userExportedFineFees>\n<xb:userExportedFineFees><xb:userExportedList>\n")
        return xml
    }

    private func user(_ row: PaymentRow, _ xml: XMLWriter) throws(Fault) {
        if row.isBlank(.userID) { return }
        try xml.markup("<xb:user>")
        if !row.isBlank(.userIDType) { try element("xb:type", row.bytes(.userIDType), xml) }
        try element("xb:value", row.bytes(.userID), xml)
        try xml.markup("</xb:user>")
    }

    private func element(_ name: StaticString, _ text: [UInt8], _ xml: XMLWriter) throws(Fault) {
        let isWritten = try text.withUnsafeBufferPointer { text throws(Fault) in try xml.element(name, text) }
        precondition(isWritten, "the text was held against XML before")
    }
}
