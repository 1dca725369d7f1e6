import ConformanceKit
import Exchange
import Formats
import Foundation
import Rules
import ServerKit
import Testing

@testable import Feeds

/// All that an invoice file says stands in some field: nothing is lost on the way to the layout.
@Suite struct `Invoices read` {
    private final class Fields {
        var seen: Set<String> = []
    }

    /// Every text of every field of a file, and how many records of each level there were.
    private func fields(_ text: [UInt8]) throws -> (texts: Set<String>, counts: [Int]) {
        var complaints = Complaints([])
        let settings = Settings(Node.map([], Mark(file: "", line: 0, column: 0)), declared: ERPInvoicesFeed.settings)
        let rules = InvoiceRules(settings, &complaints)
        var counts = [0, 0, 0]
        let found = Fields()
        let schema = InvoiceSchema()
        var reading = try XMLReading("invoice", bounds: InvoiceFile.bounds)
        func take(_ record: XMLRecord) throws(Fault) {
            let invoice = Invoice(record, schema)
            invoice.read(record)
            var figures = InvoiceFigures()
            figures.read(invoice)
            var frames = InvoiceFrames(rules)
            frames.begin(invoice, figures)
            counts[0] += 1
            for field in frames.frame.shape.fields.indices { found.seen.insert(frames.frame.string(field)) }
            try frames.lines(invoice, figures) { level, frame throws(Fault) in
                counts[level] += 1
                for field in frame.shape.fields.indices { found.seen.insert(frame.string(field)) }
            }
            let unknown = invoice.unknown.map { record.name($0).local }
            #expect(unknown == [])
        }
        try GivenFile("i.xml", text).eachChunk { chunk throws(Fault) in
            try reading.read(chunk, report: Report()) { record, _ throws(Fault) in
                try take(record)
                return .more
            }
        }
        try reading.finish(report: Report()) { record, _ throws(Fault) in
            try take(record)
            return .more
        }
        return (found.seen, counts)
    }

    private func leaves(_ tree: UserTree, _ path: String = "") -> [(path: String, text: String)] {
        if tree.children.isEmpty { return [(path, tree.text.trimmingCharacters(in: .whitespacesAndNewlines))] }
        return tree.children.flatMap { leaves($0, "\(path)/\($0.name)") }
    }

    /// Texts of a file, as another parser reads it, that no field has.
    private func lost(_ text: String) throws -> [String] {
        let (texts, counts) = try fields(Array(text.utf8))
        let tree = try UserTree.parse(text)
        #expect(counts[0] == tree.all("invoice_list/invoice").count)
        #expect(counts[1] == tree.all("invoice_list/invoice/invoice_line_list/invoice_line").count)
        let funds = tree.all("invoice_list/invoice/invoice_line_list/invoice_line/fund_info_list/fund_info")
        #expect(counts[2] == funds.count)
        return leaves(tree).filter { leaf in
            if leaf.text.isEmpty || texts.contains(leaf.text) { return false }
            if let number = Decimal(leaf.text),
                texts.contains(number.description) || texts.contains((-number).description)
            {
                return false
            }
            if leaf.path.hasSuffix("_date"), let date = DateLayout("MM/DD/YYYY")?.date(leaf.text) {
                return !texts.contains(date.description)
            }
            // They choose the address; and who wrote a note, and when, is nobody's business over there.
            if leaf.path.hasSuffix("/types/type") || leaf.path.contains("/note/owneredEntity/") { return false }
            // These are joined into one field.
            let joined = ["/noteList/", "/additional_charges/", "/invoice_exchange_rate_list/"]
            return !joined.contains { leaf.path.contains($0) } || !texts.contains { $0.contains(leaf.text) }
        }.map { "\($0.path) \($0.text)" }
    }

    @Test func `everything that is known stands in a field`() throws {
        let given = "\(Repository.path)/Samples/erp-invoices/every-field/given/every_field.xml"
        let lost = try lost(String(contentsOfFile: given, encoding: .utf8))
        #expect(lost == [])
    }

    @Test(.enabled(if: Repository.variable("EXCHANGE_CORPUS") != nil))
    func `files from the field are read without loss`()
        throws
    {
        let folder = "\(Repository.variable("EXCHANGE_CORPUS") ?? "")/alma/erp-invoice-export"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!names.isEmpty)
        for name in names {
            let lost = try lost(String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
            #expect(lost == [], "\(name)")
        }
    }

    @Test func `the address is the one for payments, and nobody's where it is not known`() throws {
        func address(_ list: String, _ path: String) throws -> [String] {
            var invoice = InvoiceText()
            invoice.addresses = list
            let trial = try InvoiceTrial([invoice])
            return trial.findings
        }
        let one = "<payment_address preferred=\"false\"><line1>A</line1></payment_address>"
        let other = one.replacing("A<", with: "B<")
        #expect(try address(one, "A") == [])
        #expect(try address(one + other, "") == ["warning invoice.address address_line_1"])
        #expect(try address(one + other.replacing("false", with: "true"), "B") == [])
        let marked = other.replacing("</line1>", with: "</line1><types><type>Payment</type></types>")
        #expect(try address(one + marked, "B") == [])
    }
}
