import ServerKit
import Testing

/// The example profiles of answers and orders, used as they are.
@Suite struct AnswerProfileTests {
    static let names = ["erp-payments-csv", "erp-payments-peoplesoft", "erp-orders", "erp-approvals"]

    @Test(arguments: names) func `an example profile is whole and explains itself`(_ name: String) throws {
        let site = try Site()
        try site.scratch.write("Profiles/\(name).yaml", Checkout.text("Profiles/examples/\(name).yaml"))
        let check = try site.run("profiles", "check")
        #expect(check.status == 0, "\(check.output) \(check.errors)")
        let words = try site.run("profiles", "explain", name)
        #expect(words.status == 0 && words.output.contains("kept back"), "\(words.output) \(words.errors)")
    }

    @Test func `orders go out, approvals come back, and the register knows both`() throws {
        let site = try Site()
        for name in ["erp-orders", "erp-approvals"] {
            let text = try Checkout.text("Profiles/examples/\(name).yaml").replacing("settle: 2s", with: "settle: 0s")
            try site.scratch.write("Profiles/\(name).yaml", text)
        }
        for folder in ["places/alma/orders", "places/alma/approvals", "places/campus/finance"] {
            try site.scratch.folder(folder)
        }
        try site.scratch.write(
            "places/alma/orders/o.xml", Checkout.text("Samples/erp-orders/out-xml/given/orders_20261121.xml"))
        let sent = try site.run("run", "erp-orders", "--as-of", Site.clock)
        #expect(sent.status == 1, "\(sent.output) \(sent.errors)")
        try site.scratch.write(
            "places/campus/finance/approvals_1.csv",
            "ORDER,STATUS,ERP_NUMBER,REASON\nPO-417,A,E-1,\nPO-418,R,,no budget\nPO-999,A,E-9,\n")
        let answered = try site.run("run", "erp-approvals", "--as-of", Site.clock)
        #expect(
            answered.status == 1 && answered.output.contains("orders.unknown"), "\(answered.output) \(answered.errors)")
        let file = try #require(site.scratch.names("places/alma/approvals").first)
        #expect(file.hasSuffix(".xml"))
        let text = try #require(site.scratch.text("places/alma/approvals/\(file)"))
        #expect(
            text.contains("<number>PO-417</number><status>APPROVED</status><erp_number>E-1</erp_number>"), "\(text)")
    }
}
