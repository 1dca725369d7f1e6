import ConformanceKit
import Exchange
import Feeds
import Testing

@Suite struct `Invoices that come again` {
    private let id = "90000000030000417"

    private func entry(
        _ event: RegisterEntry.Event, key: String? = nil, alias: String? = nil, run: String = "26-0003",
        proposed: Bool = false
    ) throws -> RegisterEntry {
        let day = try #require(CivilDate(year: 2026, month: 11, day: 1))
        return RegisterEntry(
            .invoice, key ?? id, alias: alias, event, day: day, run: run, profile: "erp-invoices", isProposed: proposed)
    }

    private func invoice(_ change: (inout InvoiceText) -> Void) -> InvoiceText {
        var invoice = InvoiceText()
        change(&invoice)
        return invoice
    }

    @Test func `within a file are held, and the money is held with them`() throws {
        let trial = try InvoiceTrial([InvoiceText(), InvoiceText()])
        #expect(trial.findings == ["error invoice.sent invoice_id"])
        #expect(trial.counts == [2, 1, 1, 0])
        #expect(try trial.money("USD")[.held] == Decimal("46.5"))
        #expect(trial.rejects == [InvoiceText.file([InvoiceText()])])
    }

    @Test func `in another file of the run are held`() throws {
        let text = InvoiceText.file([InvoiceText()])
        let trial = try InvoiceTrial([GivenFile("a.xml", text), GivenFile("b.xml", text)])
        #expect(trial.counts == [2, 1, 1, 0])
        #expect(trial.report.findings.map(\.position.file) == ["b.xml"])
    }

    @Test func `are held where another run sent them`() throws {
        let trial = try InvoiceTrial([InvoiceText()], entries: [entry(.sent)])
        #expect(trial.words == ["The invoice was sent (run 26-0003, 2026-11-01)."])
        #expect(trial.notebook.own.isEmpty)
    }

    @Test func `are held where another run is about to send them`() throws {
        let trial = try InvoiceTrial([InvoiceText()], entries: [entry(.sent, proposed: true)])
        #expect(trial.words == ["The invoice is about to be sent (run 26-0003, 2026-11-01)."])
    }

    @Test func `go where the ERP rejected them since`() throws {
        #expect(try InvoiceTrial([InvoiceText()], entries: [entry(.sent), entry(.rejected)]).counts == [1, 1, 0, 0])
        let paid = try InvoiceTrial([InvoiceText()], entries: [entry(.sent), entry(.rejected), entry(.paid)])
        #expect(paid.counts == [1, 0, 1, 0])
    }

    @Test func `go where a person wants it, once`() throws {
        let trial = try InvoiceTrial([InvoiceText(), InvoiceText()], entries: [entry(.sent)], again: true)
        #expect(trial.counts == [2, 1, 1, 0])
    }

    @Test func `what this very run entered before it was stopped holds nothing`() throws {
        let trial = try InvoiceTrial([InvoiceText()], entries: [entry(.sent, run: "26-0007", proposed: true)])
        #expect(trial.counts == [1, 1, 0, 0])
    }

    @Test func `under another id are held by vendor, number and amount`() throws {
        let twin = invoice { $0.id = "2" }
        let trial = try InvoiceTrial([InvoiceText(), twin])
        #expect(trial.findings == ["error invoice.alias invoice_number"])
        #expect(try trial.money("USD")[.held] == Decimal("46.5"))
        let alias = "IMAGVEND TST-0417 46.5 USD"
        let known = try entry(.sent, key: "7", alias: alias)
        #expect(try InvoiceTrial([twin], entries: [known]).counts == [1, 0, 1, 0])
        #expect(try InvoiceTrial([twin], ["checks": ["alias": "warn"]], entries: [known]).counts == [1, 1, 0, 0])
        #expect(try InvoiceTrial([twin], entries: [known], again: true).counts == [1, 1, 0, 0])
    }

    @Test func `a bad one does not stand in the way of the good one`() throws {
        let bad = invoice { $0.sum = "1" }
        #expect(try InvoiceTrial([bad, InvoiceText()]).counts == [2, 1, 1, 0])
    }
}
