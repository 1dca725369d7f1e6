import Exchange
import Formats

/// What one file of invoices needs while it is read: the names of a document are its own.
final class InvoicePass {
    var rejects: InvoiceRejects
    private let schema = InvoiceSchema()
    private var invoice: Invoice?
    /// Places that are ill-formed within invoices, and whether one of them is more than a wrong character.
    private var problems = 0
    private var isBroken = false

    init(_ rejects: InvoiceRejects) { self.rejects = rejects }

    /// The invoice in the record, until the next is read.
    func read(_ record: XMLRecord) -> Invoice {
        problems += record.problems.count
        if record.problems.contains(where: { $0.code != .xmlCharacter }) { isBroken = true }
        let invoice = invoice ?? Invoice(record, schema)
        self.invoice = invoice
        invoice.read(record)
        return invoice
    }

    /// A wrong character is its invoice's. Where tags are wrong, nobody knows where an invoice ends.
    func demandWellFormed(_ reading: XMLReading) throws(Fault) {
        guard isBroken || reading.problems.count > problems, let first = reading.problems.first else { return }
        throw Fault(
            first.code, .reject,
            "Line \(first.line): \(first.message) The file is no well-formed XML in "
                + "\(counted(reading.problems.count, "place")), so nothing of it was sent.",
            context: ["line": "\(first.line)", "byte": "\(first.byte)"])
    }
}
