import ConformanceKit
import Exchange
import Feeds
import Testing

@Suite struct `Invoices to the ERP` {
    typealias Line = InvoiceText.Line
    typealias Fund = InvoiceText.Fund

    private func invoice(_ change: (inout InvoiceText) -> Void) -> InvoiceText {
        var invoice = InvoiceText()
        change(&invoice)
        return invoice
    }

    @Test func `a sound invoice goes, its money is booked, and the register knows it`() throws {
        let trial = try InvoiceTrial([InvoiceText()])
        #expect(trial.findings == [])
        #expect(trial.counts == [1, 1, 0, 0])
        let account = try trial.money("USD")
        #expect(account.read == Decimal("46.5"))
        #expect(account[.delivered] == Decimal("46.5"))
        let entry = try #require(trial.notebook.own.first)
        #expect(entry.key == "90000000030000417")
        #expect(entry.alias == "IMAGVEND TST-0417 46.5 USD")
        #expect(entry.reference == "TST-0417")
        #expect(entry.event == .sent)
        #expect(trial.delivered == ["90000000030000417,46.5,no\n1,40\nMONO,40\n999991,6.5\nSHIP,6.5\n"])
    }

    @Test func `one bad invoice leaves the file, the others go, and it can be corrected and run again`() throws {
        let bad = invoice {
            $0.id = "2"
            $0.number = "B"
            $0.sum = "47.5"
        }
        let third = invoice {
            $0.id = "3"
            $0.number = "C"
        }
        let trial = try InvoiceTrial([InvoiceText(), bad, third])
        #expect(trial.findings == ["error invoice.totals invoice_amount"])
        #expect(
            trial.words == [
                "The total is USD 47.50, and 2 lines add up to USD 46.50: a difference of USD 1.00."
            ])
        #expect(trial.counts == [3, 2, 1, 0])
        #expect(try trial.money("USD")[.rejected] == Decimal("47.5"))
        #expect(trial.report.findings[0].subject == "2")
        #expect(trial.rejects == [InvoiceText.file([bad])])
        let mended = try InvoiceTrial(
            [GivenFile("rejects.xml", trial.rejects[0].replacing("<sum>47.5</sum>", with: "<sum>46.5</sum>"))])
        #expect(mended.counts == [1, 1, 0, 0])
    }

    @Test func `a finding names line and byte of the element`() throws {
        let text = InvoiceText.file([invoice { $0.sum = "1.234,50" }])
        let trial = try InvoiceTrial([GivenFile("invoices.xml", text)])
        let finding = try #require(trial.report.findings.first)
        #expect(finding.position.line == 4)
        let byte = try #require(text.split(separator: "<sum>1.234").first).utf8.count
        #expect((byte...byte + 5).contains(finding.position.byte))
        #expect(finding.message.contains("'1.234,50'"))
        #expect(trial.report.tally.money.unreadable == 1)
    }

    @Test func `a discount has a positive total and negative funds, and is turned`() throws {
        let trial = try InvoiceTrial([
            invoice {
                $0.sum = "30"
                $0.lines = [Line("1", "40"), Line("999991", "10", type: "DISCOUNT", funds: [Fund("-4"), Fund("-6")])]
            }
        ])
        #expect(trial.findings == [])
        #expect(trial.report.remarks.contains { $0.hasPrefix("Signs: 1 discount line") })
        #expect(trial.delivered[0].hasSuffix("999991,-10\nMONO,-4\nMONO,-6\n"))
    }

    @Test func `a credit note is negative all through`() throws {
        let trial = try InvoiceTrial([
            invoice {
                $0.sum = "-12.25"
                $0.lines = [Line("1", "-12.25", funds: [Fund("-12"), Fund("-0.25")])]
            }
        ])
        #expect(trial.findings == [])
        #expect(try trial.money("USD").read == Decimal("-12.25"))
    }

    @Test func `a line's funds are held against the line, each split named`() throws {
        let trial = try InvoiceTrial([
            invoice { $0.lines[0].funds = [Fund("20"), Fund("19.99")] }
        ])
        #expect(
            trial.words == [
                "Line 1 costs USD 40.00, and 2 funds pay USD 39.99: a difference of USD 0.01."
            ])
        #expect(trial.counts == [1, 0, 1, 0])
        #expect(trial.conversion.nothingToDeliver == "None of 1 invoice could be sent: see the findings.")
    }

    @Test func `a line that costs something needs a fund`() throws {
        let unfunded = invoice { $0.lines[1].funds = [] }
        #expect(try InvoiceTrial([unfunded]).findings == ["error invoice.unfunded fund_amount"])
        #expect(try InvoiceTrial([unfunded], ["checks": ["unfunded": "off"]]).counts == [1, 1, 0, 0])
    }

    @Test(
        arguments: [
            ("INCLUSIVE", "46.5", "0.0", nil, true), ("INCLUSIVE", "50.5", "4", nil, false),
            ("EXCLUSIVE", "50.5", "4", nil, true), ("EXCLUSIVE", "46.5", "4", nil, true),
            ("LINEEXCLUSIVE", "50.5", "0", "4", true), ("LINEEXCLUSIVE", "50.4", "0", "4", false),
        ] as [(String, String, String, String?, Bool)])
    func `VAT is on top where its mode says so`(
        _ mode: String, _ sum: String, _ vat: String, _ lineVAT: String?, _ good: Bool
    ) throws {
        let trial = try InvoiceTrial([
            invoice {
                $0.vatType = mode
                $0.sum = sum
                $0.vat = vat
                $0.lines[0].vat = lineVAT
            }
        ])
        let covered = sum == "46.5" ? [] : ["warning invoice.covered fund_amount"]
        #expect(trial.findings == (good ? covered : ["error invoice.totals invoice_amount"]))
        if mode == "INCLUSIVE", !good { #expect(trial.words[0].hasSuffix("of USD 4.00, exactly the VAT.")) }
    }

    @Test func `VAT that no fund is to pay is not missed there`() throws {
        let trial = try InvoiceTrial([
            invoice {
                $0.vatType =
                    "EXCLUSIVE</vat_type><expended_from_fund_ind>false</expended_from_fund_ind><vat_type>EXCLUSIVE"
                $0.sum = "50.5"
                $0.vat = "4"
            }
        ])
        #expect(trial.findings == [])
    }

    @Test func `VAT may be split over the funds`() throws {
        let trial = try InvoiceTrial([
            invoice {
                $0.vatType = "EXCLUSIVE"
                $0.sum = "44"
                $0.vat = "4"
                $0.lines = [Line("1", "40", funds: [Fund("44")])]
            }
        ])
        #expect(trial.findings == [])
    }

    @Test func `charges of any kind are on top where no line carries them`() throws {
        let charges =
            "<additional_charges><total_charges_amount>0</total_charges_amount><shipment_amount>2</shipment_amount>"
            + "<binding_amount>1.5</binding_amount><handling_charge_amount><currency>USD</currency><sum>0.5</sum>"
            + "</handling_charge_amount></additional_charges>"
        let lines = [Line("1", "40")]
        let good = try InvoiceTrial([
            invoice {
                $0.sum = "44"
                $0.extra = charges
                $0.lines = lines
            }
        ])
        #expect(good.findings == ["warning invoice.covered fund_amount"])
        #expect(good.words == ["The total is USD 44.00, and all funds together pay USD 40.00."])
        let bad = try InvoiceTrial([
            invoice {
                $0.sum = "36"
                $0.extra = charges
                $0.lines = lines
            }
        ])
        #expect(bad.words[0].hasSuffix("of USD -4.00, exactly the additional charges."))
    }

    @Test func `currencies are kept apart`() throws {
        let euro = invoice {
            $0.id = "2"
            $0.currency = "EUR"
            $0.lines = [Line("1", "46.5", funds: [Fund("46.5", currency: "EUR", local: ("50.22", "USD"))])]
        }
        let trial = try InvoiceTrial([InvoiceText(), euro])
        #expect(trial.findings == [])
        #expect(try trial.money("EUR")[.delivered] == Decimal("46.5"))
        #expect(try trial.money("USD")[.delivered] == Decimal("46.5"))
    }

    @Test(arguments: [("", "The invoice has no currency."), ("usd", "'usd' is no currency of ISO 4217.")])
    func `an amount without a currency is no money`(_ currency: String, _ words: String) throws {
        let trial = try InvoiceTrial([invoice { $0.currency = currency }])
        #expect(trial.words == [words])
        #expect(trial.report.tally.money.unreadable == 1)
    }

    @Test func `funds pay in the currency of the invoice`() throws {
        let trial = try InvoiceTrial([invoice { $0.lines[0].funds = [Fund("40", currency: "EUR")] }])
        #expect(trial.words == ["The fund of line 1 pays in another currency than the invoice is in."])
    }

    @Test func `one currency with two amounts is worth a look`() throws {
        let trial = try InvoiceTrial([invoice { $0.lines[0].funds = [Fund("40", local: ("41", "USD"))] }])
        #expect(trial.findings == ["warning invoice.local fund_local_amount"])
        #expect(trial.counts == [1, 1, 0, 0])
    }

    @Test(arguments: ["1.234,50", "1,234.50", "12e3", "USD 5", "", "0x10", "1.0000000001"])
    func `what is no number is never guessed`(_ sum: String) throws {
        let trial = try InvoiceTrial([invoice { $0.lines[0].total = sum }])
        #expect(trial.findings.contains("error invoice.amount line_total"))
        #expect(trial.counts == [1, 0, 1, 0])
        #expect(try trial.money("USD")[.rejected] == Decimal("46.5"))
    }

    @Test func `an invoice without id, number or vendor is nobody's`() throws {
        let trial = try InvoiceTrial([
            invoice {
                $0.id = ""
                $0.number = " "
                $0.vendor = ""
            }
        ])
        #expect(
            trial.findings == [
                "error invoice.identity invoice_id", "error invoice.identity invoice_number",
                "error invoice.identity vendor_code",
            ])
    }

    @Test func `a total of zero is said, and goes`() throws {
        let zero = invoice {
            $0.sum = "0.0"
            $0.lines = [Line("1", "0")]
        }
        #expect(try InvoiceTrial([zero]).findings == ["note invoice.zero invoice_amount"])
        #expect(try InvoiceTrial([zero], ["checks": ["zero": "reject"]]).counts == [1, 0, 1, 0])
    }

    @Test(arguments: [
        ("18/11/2026", "error invoice.date invoice_date"), ("11/18/2012", "warning invoice.date invoice_date"),
        ("11/18/2027", "warning invoice.date invoice_date"), ("02/30/2026", "error invoice.date invoice_date"),
    ])
    func `odd dates are said`(_ date: String, _ finding: String) throws {
        #expect(try InvoiceTrial([invoice { $0.date = date }]).findings == [finding])
    }

    @Test func `dates are as the institution writes them`() throws {
        #expect(try InvoiceTrial([invoice { $0.date = "18.11.2026" }], ["dates": "DD.MM.YYYY"]).findings == [])
    }

    @Test func `the ERP's codes are asked for where the profile says so`() throws {
        let trial = try InvoiceTrial(
            [invoice { $0.lines[0].funds = [Fund("40", external: nil)] }],
            ["checks": ["vendor": "warn", "account": "reject"]])
        #expect(
            trial.findings == [
                "warning invoice.vendor vendor_erp_code", "error invoice.account fund_external_id",
            ])
    }

    @Test func `an element that stands twice with two texts is no invoice`() throws {
        let trial = try InvoiceTrial([
            invoice { $0.extra = "<invoice_number>TST-0418</invoice_number><vendor_code>IMAGVEND</vendor_code>" }
        ])
        #expect(trial.findings == ["error invoice.twice invoice_number"])
    }

    @Test func `unknown elements are said once, louder where they may be money`() throws {
        let extra = "<colour>red</colour><late_fee_amount>3</late_fee_amount><x:sum xmlns:x='urn:x'>1</x:sum>"
        let trial = try InvoiceTrial([
            invoice { $0.extra = extra },
            invoice {
                $0.extra = extra
                $0.id = "2"
                $0.number = "B"
            },
        ])
        #expect(
            trial.findings == [
                "note invoice.unknown invoice/colour", "warning invoice.unknown.money invoice/late_fee_amount",
                "warning invoice.unknown.money invoice/sum",
            ])
        #expect(trial.counts == [2, 2, 0, 0])
    }

    @Test func `a selection takes what it names`() throws {
        let other = invoice {
            $0.id = "2"
            $0.number = "B"
        }
        let trial = try InvoiceTrial([InvoiceText(), other], selection: Selection(only: ["B"]))
        #expect(trial.counts == [2, 1, 0, 1])
        #expect(try trial.money("USD")[.filtered] == Decimal("46.5"))
        #expect(trial.rejects == [])
    }

    @Test func `a filter leaves out by the fields of an invoice`() throws {
        let trial = try InvoiceTrial(
            [
                InvoiceText(),
                invoice {
                    $0.id = "2"
                    $0.number = "B"
                    $0.vendor = "CASH"
                },
            ],
            ["filter": [["name": "paid in cash", "when": ["vendor_code": "CASH"]]]])
        #expect(trial.counts == [2, 1, 0, 1])
        #expect(trial.report.remarks == ["Left out by the filter 'paid in cash': 1 record."])
    }
}
