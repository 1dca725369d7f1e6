import ConformanceKit
import Exchange
import Feeds
import Testing

@Suite struct `A payment confirmation from anywhere` {
    private static let space = "http://com/exlibris/repository/acq/xmlbeans"
    private static let good = """
        <invoice><invoice_number>A-1</invoice_number><unique_identifier>41</unique_identifier>
        <invoice_date>20261105</invoice_date><vendor_code>IMAG</vendor_code><payment_status>PAID</payment_status>
        <payment_voucher_date>20261120</payment_voucher_date><payment_voucher_number>V1</payment_voucher_number>
        <voucher_amount><currency>USD</currency><sum>3810</sum></voucher_amount></invoice>
        """

    private static func document(_ invoices: String, _ space: String = space) -> String {
        "<payment_confirmation_data xmlns=\"\(space)\"><invoice_list>\(invoices)</invoice_list></payment_confirmation_data>"
    }

    private func opinion(_ text: String) -> (findings: [String], fault: String?, accepted: Int, balances: Bool) {
        let report = Report()
        var fault: String?
        do throws(Fault) { _ = try ERPPaymentsFeed.examine(GivenFile("a.xml", text), report: report) } catch {
            fault = error.code.name
        }
        return (
            report.findings.map { "\($0.severity) \($0.rule) \($0.position.path ?? "-")" }, fault,
            report.tally.accepted,
            report.tally.balances
        )
    }

    @Test func `is known by its root and read without loss`() throws {
        let text = Self.document(Self.good)
        #expect(try ERPPaymentsFeed.recognise(GivenFile("a.xml", text)) == "a payment confirmation")
        #expect(try ERPPaymentsFeed.recognise(GivenFile("a.xml", "<users/>")) == nil)
        let opinion = opinion(text)
        #expect(opinion.findings == [] && opinion.fault == nil && opinion.accepted == 1 && opinion.balances)
    }

    @Test(arguments: [
        ("PAID<", "OPEN<", "error payments.status payment_status"),
        ("PAID<", "paid<", "error payments.status payment_status"),
        ("20261105", "2026-11-05", "error payments.date invoice_date"),
        ("20261120", "20261131", "error payments.date payment_voucher_date"),
        ("3810", "3.810,00", "error payments.currency voucher_amount"),
        ("USD", "XXX", "error payments.currency voucher_amount"),
        ("<currency>USD</currency>", "", "error payments.currency voucher_amount"),
        ("unique_identifier", "uniqe_identifier", "warning payments.field uniqe_identifier"),
        (
            "<unique_identifier>41</unique_identifier>\n<invoice_date>20261105</invoice_date><vendor_code>IMAG</vendor_code>",
            "",
            "error payments.identity unique_identifier"
        ),
        ("IMAG", "a & b", "error xml.illformed 41"),
    ])
    func `with a mistake is told which one`(_ old: String, _ new: String, _ finding: String) {
        let text = Self.document(Self.good.replacing(old, with: new))
        #expect(opinion(text).findings == [finding] && opinion(text).balances)
    }

    @Test func `with one invoice twice is told so`() {
        let opinion = opinion(Self.document(Self.good + Self.good))
        #expect(opinion.findings == ["error payments.contradiction unique_identifier"] && opinion.accepted == 1)
    }

    @Test(arguments: [
        (document(good, space + "/invoice"), "payments.root"), (document(good, ""), "payments.root"),
        (document(""), "payments.root"), (String(document(good).dropLast(40)), "xml.cut"),
        ("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">" + document(good), "xml.doctype"),
        (document(good.replacing("IMAG", with: String(repeating: "<a>", count: 200))), "xml.large"),
    ])
    func `that is another kind of file, damaged or hostile is refused`(_ text: String, _ code: String) {
        #expect(opinion(text).fault == code)
    }
}
