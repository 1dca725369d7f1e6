import ConformanceKit
import Exchange
import Testing

@testable import Feeds

/// Invoices as a report of the library system has them: rows with labels, a row for each fund of each line.
@Suite struct `Invoices from a report` {
    private static let header =
        "\u{FEFF}Unique Id,Invoice Number,Invoice Date,Invoice Total,Currency,Vendor Code,Line Number,Line Type,"
        + "Line Total,Fund Code,Fund Amount\r\n"
    private static let profile: Node = [
        "fields": [
            "invoice_id": "Unique Id", "invoice_number": "Invoice Number", "invoice_date": "Invoice Date",
            "invoice_amount": "Invoice Total", "invoice_currency": "Currency", "vendor_code": "Vendor Code",
            "line_number": "Line Number", "line_total": "Line Total", "fund_code": "Fund Code",
            "fund_amount": "Fund Amount",
            "line_type": [
                "column": "Line Type",
                "lookup": ["Regular": "REGULAR", "Discount": "DISCOUNT", "Shipment": "SHIPMENT"],
            ],
        ]
    ]

    private static func row(
        _ id: String, _ total: String, _ line: String, _ lineTotal: String, _ fund: String,
        _ amount: String, type: String = "Regular", vendor: String = "IMAGVEND", date: String = "2026-11-18"
    ) -> String {
        "\(id),N-\(id),\(date),\(total),USD,\(vendor),\(line),\(type),\(lineTotal),\(fund),\(amount)\r\n"
    }

    private func report(_ rows: String..., profile: Node = profile) throws -> InvoiceTrial {
        try InvoiceTrial([GivenFile("report.csv", Self.header + rows.joined())], profile)
    }

    @Test func `with byte order mark, CRLF, labels and funds in rows become what the export would be`() throws {
        let invoices = try report(
            Self.row("7", "46.50", "1", "40", "MONO", "25"), Self.row("7", "46.50", "1", "40", "GIFT", "15.00"),
            Self.row("7", "46.50", "999991", "6.50", "SHIP", "6.5", type: "Shipment"),
            Self.row("8", "1140.05", "1", "1200.05", "MONO", "1200.05"),
            Self.row("8", "1140.05", "2", "60", "MONO", "-60", type: "Discount"),
            Self.row("9", "-20", "1", "-20", "MONO", "-20"))
        #expect(invoices.counts == [3, 3, 0, 0], "\(invoices.words)")
        #expect(
            invoices.delivered == [
                "7,46.5,no\n1,40\nMONO,25\nGIFT,15\n999991,6.5\nSHIP,6.5\n"
                    + "8,1140.05,no\n1,1200.05\nMONO,1200.05\n2,-60\nMONO,-60\n9,-20,yes\n1,-20\nMONO,-20\n"
            ])
        #expect(try invoices.money("USD").read == Decimal("1166.55"))
    }

    @Test func `give the bytes the same invoices give as XML`() throws {
        var whole = InvoiceText()
        whole.lines = [.init("1", "40.0", funds: [.init("25"), .init("15", code: "GIFT")])]
        whole.sum = "40"
        let xml = try InvoiceTrial([whole])
        let rows = try report(
            Self.row(whole.id, "40", "1", "40", "MONO", "25"), Self.row(whole.id, "40", "1", "40", "GIFT", "15"))
        #expect(
            rows.delivered == xml.delivered && rows.notebook.entries.map(\.money) == xml.notebook.entries.map(\.money))
    }

    @Test func `a row apart from its invoice is a finding, and stays`() throws {
        let apart = Self.row("7", "10", "2", "3", "MONO", "3")
        let invoices = try report(
            Self.row("7", "10", "1", "10", "MONO", "10"), Self.row("8", "5", "1", "5", "MONO", "5"), apart)
        #expect(invoices.findings == ["error invoice.rows Unique Id"] && invoices.counts == [3, 2, 1, 0])
        #expect(invoices.rejects == [Self.header + apart])
        #expect(invoices.report.findings.map(\.position.line) == [4])
    }

    @Test func `rows that disagree keep their invoice back, all of it`() throws {
        let bad = [
            Self.row("7", "10", "1", "4", "MONO", "4"), Self.row("7", "10", "2", "6", "MONO", "6", vendor: "OTHER"),
        ]
        let invoices = try report(bad[0], bad[1], Self.row("8", "5", "1", "5", "MONO", "5"))
        #expect(invoices.findings == ["error invoice.rows Vendor Code"] && invoices.counts == [2, 1, 1, 0])
        #expect(invoices.words == ["vendor_code is another one than in line 2."])
        #expect(invoices.rejects == [Self.header + bad.joined()])
        // And a line whose rows say different totals.
        let line = try report(
            Self.row("7", "10", "1", "10", "MONO", "4"), Self.row("7", "10", "1", "9", "GIFT", "6"))
        #expect(line.findings == ["error invoice.rows Line Total"])
    }

    @Test func `without funds in it a line has one row`() throws {
        var fields = try #require(Self.profile["fields"]?.pairs)
        fields.removeAll { $0.key.hasPrefix("fund_") }
        let profile = Node.map(
            ([
                "checks": ["unfunded": "off"],
                "write": [
                    "format": "delimited",
                    "records": [["for": "line", "fields": [["value": "invoice_id"], ["value": "line_total"]]]],
                ],
            ] as Node).pairs! + [
                Node.Pair(key: "fields", keyMark: Self.profile.mark, value: .map(fields, Self.profile.mark))
            ],
            Self.profile.mark)
        let good = try report(
            Self.row("7", "10", "1", "4", "", ""), Self.row("7", "10", "2", "6", "", ""), profile: profile)
        #expect(good.delivered == ["7,4\n7,6\n"], "\(good.words)")
        let twice = try report(
            Self.row("7", "10", "1", "4", "", ""), Self.row("7", "10", "1", "4", "", ""), profile: profile)
        #expect(twice.words == ["The line stands in line 2 already."] && twice.counts == [1, 0, 1, 0])
    }

    @Test func `a row that cannot be read spoils the invoices beside it, and no other`() throws {
        let broken = "8,half a row\r\n"
        let invoices = try report(
            Self.row("6", "1", "1", "1", "MONO", "1"), Self.row("7", "10", "1", "10", "MONO", "10"), broken,
            Self.row("8", "5", "1", "5", "MONO", "5"), Self.row("9", "2", "1", "2", "MONO", "2"))
        #expect(invoices.counts == [5, 2, 3, 0], "\(invoices.findings)")
        #expect(invoices.delivered.joined().contains("6,1,no") && invoices.delivered.joined().contains("9,2,no"))
        #expect(invoices.findings.count { $0 == "error invoice.rows Unique Id" } == 2)
        let nameless = try report(
            Self.row("7", "10", "1", "10", "MONO", "10"), Self.row("", "5", "1", "5", "MONO", "5"))
        #expect(nameless.findings.sorted() == ["error invoice.identity Unique Id", "error invoice.rows Unique Id"])
    }

    @Test func `amounts of another country, unknown labels and no currency are findings`() throws {
        let invoices = try report(
            Self.row("7", "\"1.234,50\"", "1", "1234.5", "MONO", "1234.5"),
            Self.row("8", "5", "1", "5", "MONO", "5", type: "Gift"),
            Self.row("9", "5", "1", "5", "MONO", "5").replacing("USD", with: ""),
            Self.row("10", "5", "1", "5", "MONO", "5", date: "11/18/2026"))
        #expect(
            invoices.findings.sorted() == [
                "error field.number Invoice Total", "error invoice.currency invoice_currency",
                "error rule.date Invoice Date", "error rule.lookup Line Type",
            ], "\(invoices.words)")
        #expect(invoices.counts == [4, 0, 4, 0])
        let comma = try report(
            Self.row("7", "\"1.234,50\"", "1", "\"1.234,50\"", "MONO", "\"1.234,50\""),
            profile: Node.map(
                Self.profile.pairs! + (["amounts": ["mark": "comma", "grouping": "point"]] as Node).pairs!,
                Self.profile.mark))
        #expect(comma.counts == [1, 1, 0, 0] && comma.delivered.joined().contains("7,1234.5,no"), "\(comma.words)")
    }

    @Test func `an invoice in two files goes once, and is held the second time`() throws {
        let files = [
            Self.row("7", "10", "1", "10", "MONO", "10"),
            Self.row("6", "1", "1", "1", "MONO", "1") + Self.row("7", "10", "1", "10", "MONO", "10"),
        ]
        let invoices = try InvoiceTrial(
            files.enumerated().map { GivenFile("report_\($0)", Self.header + $1) }, Self.profile)
        #expect(invoices.findings == ["error invoice.sent invoice_id"] && invoices.counts == [3, 2, 1, 0])
        #expect(invoices.report.findings.map(\.position.file) == ["report_1"])
        #expect(try invoices.money("USD")[.held] == Decimal("10"))
    }

    @Test func `what has more rows than any invoice is none, and all of them stay`() throws {
        let rows = (1...20_002).map { Self.row("7", "20002", "\($0)", "1", "MONO", "1") }
        let invoices = try report(rows.joined(), Self.row("8", "5", "1", "5", "MONO", "5"))
        #expect(invoices.findings == ["error invoice.rows Unique Id"] && invoices.counts == [2, 1, 1, 0])
        #expect(invoices.rejects == [Self.header + rows.joined()])
    }

    @Test func `with nothing but a header has nothing to deliver`() throws {
        let invoices = try report()
        #expect(invoices.conversion.nothingToDeliver == "There is no invoice in it." && invoices.findings.isEmpty)
    }

    @Test func `a profile says all that is needed, and nothing that has no meaning`() throws {
        func complaints(_ profile: Node) -> [String] {
            do throws(Complaints) {
                _ = try ERPInvoicesFeed.reading(profile)
                return []
            } catch { return error.all.map { "\($0.key): \($0.message)" } }
        }
        let few = complaints(["fields": ["invoice_id": "ID", "fund_code": "F"], "dates": "DD/MM/YYYY"])
        #expect(few.contains("fields.line_total: 'fields' does not say where line_total comes from"), "\(few)")
        #expect(few.contains("fields.fund_code: a fund without 'fund_amount' pays nothing"))
        #expect(few.contains { $0.hasPrefix("dates: of a report") })
        #expect(complaints(["read": ["delimiter": ";"]]).contains { $0.hasPrefix("read: 'read' says how a report") })
    }
}
