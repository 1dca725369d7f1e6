import ServerKit
import Testing

/// Invoices out and the ERP's answers back, by two profiles of one institution.
@Suite struct `Invoices and their answers` {
    private static let payments = """
        feed: erp-payments
        from: {connection: campus, folder: outgoing, files: "*.csv", settle: 0s}
        to: {connection: alma, folder: sis, name: "answers_{run}.xml"}
        fields: {invoice_number: No, vendor_code: Vendor, status: State, amount: Paid, currency: {constant: USD}, reason: Why}
        statuses: {P: paid, R: rejected}
        """

    @Test func `an answer by number and vendor meets the invoice it is about`() throws {
        let site = try Site(profile: Money.invoices)
        try site.scratch.write("Profiles/answers.yaml", Self.payments)
        try site.give(Money.export([("9000001", "10"), ("9000002", "20")]), as: "a.xml")
        #expect(try site.carry().outcome.status == 0)
        try site.give(
            "No,Vendor,State,Paid,Why\nN-9000001,IMAGVEND,P,10,\nN-9000002,IMAGVEND,R,20,No such site\n", as: "b.csv")
        #expect(try site.run("run", "answers", "--as-of", Site.clock).status == 0)
        let told = try site.run("reconcile", "sis-import")
        #expect(!told.output.contains("never sent") && !told.output.contains("no answer"), "\(told.output)")
        #expect(told.output.contains("No such site") && told.output.contains("9000002"))
        // What was rejected goes again; what was paid does not.
        try site.give(Money.export([("9000002", "20"), ("9000001", "10")]), as: "c.xml")
        let again = try site.carry()
        #expect(again.report.counts.accepted == 1, "\(again.outcome.output)")
    }
}
