import ConformanceKit
import Exchange
import Testing

@testable import Feeds

@Suite struct `Cover sheets` {
    private func trial() throws -> InvoiceTrial {
        var other = InvoiceText()
        other.id = "2"
        other.number = "A<&>\u{7F}"
        other.vendor = "OTHER"
        other.currency = "EUR"
        other.sum = "1234.5"
        other.lines = [
            InvoiceText.Line("1", "1234.5", funds: [.init("1000", currency: "EUR"), .init("234.5", currency: "EUR")])
        ]
        var bad = InvoiceText()
        bad.id = "3"
        bad.sum = "1"
        return try InvoiceTrial(
            [GivenFile("i.xml", InvoiceText.file([InvoiceText(), other, bad].map(escaped)))], reviewed: true)
    }

    private func escaped(_ invoice: InvoiceText) -> InvoiceText {
        var invoice = invoice
        invoice.number = invoice.number.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        return invoice
    }

    @Test func `say by vendor, by fund and by invoice what goes out, and what does not`() throws {
        let covers = try trial().outbox.outputs.filter { $0.role == .cover }
        #expect(covers.map(\.suffix) == ["txt", "html"])
        let text = String(decoding: covers[0].bytes, as: UTF8.self)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[0].hasPrefix("COVER SHEET  people  run 26-0007  "))
        #expect(lines[1...2] == ["2 invoices to be sent.", "1 invoice not sent: see the rejects of the run."])
        #expect(lines.contains { $0.hasPrefix("  IMAGVEND  Imaginary Vendor ") && $0.hasSuffix("USD 46.50  (1)") })
        #expect(lines.contains { $0.hasPrefix("  MONO  Monographs ") && $0.hasSuffix("EUR 1,234.50  (1)") })
        #expect(lines.contains { $0.hasPrefix("  SHIP ") && $0.hasSuffix("USD 6.50  (1)") })
        #expect(text.contains("A<&>\\u{7f}  OTHER  2026-11-18  2"))
    }

    @Test func `are pages in which data is no markup`() throws {
        let page = String(decoding: try trial().outbox.outputs.filter { $0.role == .cover }[1].bytes, as: UTF8.self)
        #expect(page.hasPrefix("<!DOCTYPE html>\n"))
        #expect(page.contains("<td>A&lt;&amp;&gt;\\u{7f}</td>"))
        let tree = try UserTree.parse(String(page.dropFirst(16)))
        #expect(tree.all("body/table").count == 4)
    }

    @Test func `are not written where nobody asked`() throws {
        #expect(try InvoiceTrial([InvoiceText()]).outbox.bytes(.cover).isEmpty)
    }
}
