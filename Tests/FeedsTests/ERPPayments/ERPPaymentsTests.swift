import ConformanceKit
import Exchange
import Feeds
import Testing

@Suite struct `Answers of an ERP` {
    @Test func `become one payment confirmation, in the words the library system knows`() throws {
        let answered = try Answered(
            rows: "1,P,V7,20261130,46.5,USD,", "2,X,,,,,\"Unknown & \"\"odd\"\" site\"", "3,N,,,9.00,USD,")
        #expect(
            answered.output == """
                <?xml version="1.0" encoding="UTF-8"?>
                <xb:payment_confirmation_data xmlns:xb="http://com/exlibris/repository/acq/xmlbeans">
                <xb:invoice_list>
                <xb:invoice><xb:unique_identifier>1</xb:unique_identifier><xb:payment_status>PAID</xb:payment_status>\
                <xb:payment_voucher_date>20261130</xb:payment_voucher_date>\
                <xb:payment_voucher_number>V7</xb:payment_voucher_number>\
                <xb:voucher_amount><xb:currency>USD</xb:currency><xb:sum>46.50</xb:sum></xb:voucher_amount></xb:invoice>
                <xb:invoice><xb:unique_identifier>2</xb:unique_identifier><xb:payment_status>REJECTED</xb:payment_status>\
                <xb:payment_note>Unknown &amp; "odd" site</xb:payment_note></xb:invoice>
                </xb:invoice_list>
                </xb:payment_confirmation_data>

                """)
        #expect(answered.counts == [3, 2, 0, 1, 0] && answered.findings == [])
        let usd = try #require(Currency("USD").flatMap { answered.report.tally.money.accounts[$0] })
        #expect(usd.read == Decimal("55.5") && usd[.delivered] == Decimal("46.5") && usd[.filtered] == Decimal("9"))
        #expect(
            answered.report.tally.controls.map { "\($0.name) \($0.total)" } == [
                "invoices 2", "paid 1", "rejected 1", "USD 46.5",
            ])
        #expect(
            answered.notebook.proposed.map { "\($0.key) \($0.event) \($0.reference)" } == ["1 paid V7", "2 rejected "])
        try answered.verify(.quick)
        try answered.verify(.full)
    }

    @Test func `with a status nobody has translated are kept back, never taken for rejections`() throws {
        let answered = try Answered(rows: "1,paid,V7,20261130,46.50,USD,", "2,,,,,,", "3,P,V8,20261130,1,USD,")
        #expect(answered.findings == ["error payments.status 2 STATUS", "error payments.status 3 STATUS"])
        #expect(answered.counts == [3, 1, 2, 0, 0])
        #expect(answered.rejects == [Answered.header + "1,paid,V7,20261130,46.50,USD,\n2,,,,,,\n"])
        let usd = try #require(Currency("USD").flatMap { answered.report.tally.money.accounts[$0] })
        #expect(usd[.held] == Decimal("46.5"))
        #expect(!answered.output.contains("REJECTED"))
    }

    @Test(arguments: [
        ("1,P,V,20261130,\"1.234,50\",USD,", "error field.number 2 AMOUNT"),
        ("1,P,V,20261130,12.50,,", "error payments.currency 2 CUR"),
        ("1,P,V,20261130,12.50,usd,", "error payments.currency 2 CUR"),
        ("1,P,V,20261130,1e3,USD,", "error field.number 2 AMOUNT"),
        ("1,P,V,30.11.2026,12.50,USD,", "error rule.date 2 DAY"),
        (",P,V,20261130,12.50,USD,", "error payments.identity 2 ID"),
        ("1,X,,,,,a\u{1}b", "error payments.character 2 WHY"),
    ])
    func `that cannot be trusted are rejected with their line, and the others go`(_ row: String, _ finding: String)
        throws
    {
        let answered = try Answered(rows: row, "2,P,V8,20261130,1,USD,")
        #expect(answered.findings == [finding])
        #expect(answered.counts == [2, 1, 1, 0, 0] && answered.rejects.count == 1)
        #expect(answered.output.contains("<xb:unique_identifier>2<"))
    }

    @Test func `rejected without a reason are sent with a warning`() throws {
        let answered = try Answered(rows: "1,X,,,,,")
        #expect(answered.findings == ["warning payments.reason 2 WHY"] && answered.counts == [1, 1, 0, 0, 0])
    }

    @Test func `about one invoice that agree are one, and those that contradict are all kept back`() throws {
        let one = Answered.header + "1,P,V7,20261130,46.5,USD,\n2,P,V8,20261130,5,USD,\n3,X,,,,,first\n"
        let two = Answered.header + "1,P,V7,20261130,46.50,USD,\n2,X,,,,,no\n3,X,,,,,second\n"
        let answered = try Answered([one, two], ["1", "2", "3"].map { AnsweringNotebook.sent($0) })
        #expect(answered.counts == [6, 2, 2, 0, 2])
        #expect(
            answered.report.findings.map { "\($0.rule) \($0.position.file ?? "-"):\($0.position.line) \($0.message)" }
                == [
                    "payments.duplicate answers_2.csv:2 The same about this invoice stands in line 2 of answers_1.csv.",
                    "payments.contradiction answers_1.csv:3 Something else about this invoice stands in line 3 of answers_2.csv; "
                        + "they differ in: status, voucher_number, voucher_date, amount.",
                    "payments.contradiction answers_2.csv:3 Something else about this invoice stands in line 3 of answers_1.csv; "
                        + "they differ in: status, voucher_number, voucher_date, amount.",
                    "payments.duplicate answers_2.csv:4 The same about this invoice stands in line 4 of answers_1.csv.",
                ])
        #expect(answered.rejects.count == 2)
        #expect(answered.output.contains("first") && !answered.output.contains("second"))
    }

    @Test func `by number and vendor meet those by identifier`() throws {
        let profile: Node = [
            "fields": ["invoice_id": "ID", "invoice_number": "NO", "vendor_code": "VENDOR", "status": "S"],
            "statuses": ["P": "paid", "X": "rejected"], "unknown": "send",
        ]
        let rows = "ID,NO,VENDOR,S\n1,A-1,V,P\n,A-1,V,X\n,A-2,V,P\n5,A-3,V,P\n6,A-3,V,P\n,A-4,,P\n"
        let answered = try Answered([rows], [], profile)
        #expect(
            answered.findings == [
                "warning payments.reason 3 reason", "error payments.identity 7 ID", "error payments.contradiction 2 -",
                "error payments.contradiction 3 -",
            ])
        #expect(answered.counts == [6, 3, 3, 0, 0])
        #expect(
            answered.output.contains("<xb:vendor_code>V</xb:vendor_code><xb:invoice_number>A-2</xb:invoice_number>"))
    }

    @Test func `about invoices that were never sent are kept back, unless the profile says otherwise`() throws {
        let rows = Answered.header + "7,P,V7,20261130,46.5,USD,\n"
        let held = try Answered([rows])
        #expect(held.findings == ["error payments.unknown 2 -"] && held.counts == [1, 0, 1, 0, 0])
        #expect(held.outbox.bytes(.delivery).isEmpty && held.conversion.nothingToDeliver != nil)
        var pairs = Answered.profile.pairs ?? []
        pairs.append(Node.Pair(key: "unknown", keyMark: Answered.profile.mark, value: "send"))
        #expect(try Answered([rows], [], .map(pairs, Answered.profile.mark)).counts == [1, 1, 0, 0, 0])
    }

    @Test func `that were delivered before are left out, and what contradicts them is kept back`() throws {
        let (sent, past) = (AnsweringNotebook.sent("1"), AnsweringNotebook.past)
        func answer(_ row: String, _ entries: [RegisterEntry], again: Bool = false) throws -> Answered {
            try Answered([Answered.header + row + "\n"], entries, again: again)
        }
        let paid = "1,P,V7,20261130,46.5,USD,"
        let rejected = "1,X,,,,,no"
        #expect(try answer(paid, [sent, past("1", .paid, nil)]).counts == [1, 0, 0, 1, 0])
        #expect(try answer(paid, [sent, past("1", .paid, nil)], again: true).counts == [1, 1, 0, 0, 0])
        let changed = try answer(paid, [sent, past("1", .rejected, nil)])
        #expect(changed.findings == ["error payments.changed 2 -"] && changed.counts == [1, 0, 1, 0, 0])
        #expect(try answer(rejected, [sent, past("1", .paid, nil)]).findings == ["error payments.changed 2 -"])
        #expect(try answer(paid, [sent, past("1", .rejected, nil), sent]).counts == [1, 1, 0, 0, 0])
    }

    @Test func `with another amount than was sent say the difference`() throws {
        func message(_ amount: String, _ currency: String) throws -> String? {
            try Answered(
                [Answered.header + "1,P,V7,20261130,46.5,USD,\n"], [AnsweringNotebook.sent("1", amount, currency)]
            )
            .report.findings.first?.message
        }
        #expect(try message("46.50", "USD") == nil)
        #expect(
            try message("50", "USD")
                == "The ERP paid USD 46.50, and USD 50.00 was sent to it: a difference of USD -3.50.")
        #expect(try message("46.5", "EUR") == "The ERP paid USD 46.50, and EUR 46.50 was sent to it: another currency.")
    }

    @Test func `come as the ERP's own XML, with comments behind identifiers and a count that is held against the rows`()
        throws
    {
        let profile: Node = [
            "read": ["format": "xml", "record": "row", "count": "numrows"],
            "fields": [
                "invoice_id": ["column": "INVOICE_ID", "pattern": "([0-9]+)( .*)?", "take": "1"],
                "status": "PYMNT_SELCT_STATUS", "amount": "PAID_AMT", "currency": "CURRENCY_PYMNT",
            ],
        ]
        let xml = """
            <query numrows="3" queryname="Q"><row rownumber="1"><INVOICE_ID>90000000030000417 Pay 1 in EUR</INVOICE_ID>
            <PYMNT_SELCT_STATUS>PAID</PYMNT_SELCT_STATUS><PAID_AMT>46.5</PAID_AMT><CURRENCY_PYMNT>USD</CURRENCY_PYMNT></row>
            <row rownumber="2"><INVOICE_ID>9x</INVOICE_ID><PYMNT_SELCT_STATUS>PAID</PYMNT_SELCT_STATUS></row></query>
            """
        let answered = try Answered([xml], [AnsweringNotebook.sent("90000000030000417")], profile)
        #expect(
            answered.findings == [
                "error rule.pattern 3 INVOICE_ID", "error payments.identity 3 INVOICE_ID",
                "warning xml.count 1 @numrows",
            ])
        #expect(answered.output.contains("<xb:unique_identifier>90000000030000417<"))
        #expect(
            answered.rejects == [
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <query>
                <row rownumber="2"><INVOICE_ID>9x</INVOICE_ID><PYMNT_SELCT_STATUS>PAID</PYMNT_SELCT_STATUS></row>
                </query>

                """
            ])
    }

    @Test func `are not sent when they do not read back as they were written`() throws {
        let answered = try Answered(rows: "1,P,V7,20261130,46.5,USD,", "2,P,V8,20261130,3,USD,")
        func code(_ how: Verification, _ change: (inout [UInt8]) -> Void) -> String? {
            do { try answered.verify(how, change) } catch let fault as Fault { return fault.code.name } catch {}
            return nil
        }
        #expect(code(.quick) { $0.removeLast(3) } == "xml.damaged")
        #expect(
            code(.full) { bytes in
                bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("46.50", with: "64.50").utf8)
            } == "payments.output")
        let lost = "<xb:invoice><xb:unique_identifier>1<"
        #expect(
            code(.quick) { bytes in
                bytes = Array(
                    String(decoding: bytes, as: UTF8.self).replacing(lost, with: "<xb:other><xb:unique_identifier>1<")
                        .utf8)
            } != nil)
    }

    @Test func `of a filter's kind are left out`() throws {
        var pairs = Answered.profile.pairs ?? []
        let filter: Node = [["name": "refusals", "when": ["status": "rejected"]]]
        pairs.append(Node.Pair(key: "filter", keyMark: Answered.profile.mark, value: filter))
        let rows = Answered.header + "1,P,V7,20261130,46.5,USD,\n2,X,,,,,no\n"
        let answered = try Answered(
            [rows], ["1", "2"].map { AnsweringNotebook.sent($0) }, .map(pairs, Answered.profile.mark))
        #expect(answered.counts == [2, 1, 0, 1, 0])
        #expect(answered.report.remarks.contains { $0.contains("refusals") })
    }

    @Test func `a profile that could not say what was paid is complained about`() {
        #expect(Answered.complaints(["fields": ["status": "S"]]).first?.contains("which invoice") == true)
        #expect(Answered.complaints(["fields": ["invoice_id": "I"]]).first?.contains("no 'status'") == true)
        #expect(Answered.complaints(["fields": ["invoice_id": "I", "status": "S", "amount": "A"]]).count == 1)
        #expect(Answered.complaints(["fields": ["invoice_id": "I", "statuss": "S"]]).count == 2)
        #expect(Answered.complaints(Answered.profile) == [])
    }
}
