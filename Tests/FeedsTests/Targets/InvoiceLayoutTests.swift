import ConformanceKit
import Exchange
import Feeds
import Testing

@Suite struct `Layouts for ERP systems` {
    static func invoice(_ trial: TargetTrial, _ number: String = "INV-1", amount: String = "110") throws {
        try trial.add([
            (
                "invoice",
                [
                    "invoice_number": number, "invoice_id": "16793228100006421", "invoice_date": "2026-11-05",
                    "invoice_amount": amount, "invoice_currency": "USD", "vendor_code": "V1",
                    "vendor_name": "Bücher & Söhne", "vendor_erp_code": "100417", "address_line_1": "1 Road",
                    "address_city": "Exampleton", "address_country": "US",
                ]
            ),
            (
                "line",
                [
                    "line_number": "1", "line_type": "REGULAR", "line_total": "120", "reporting_code": "60100",
                    "po_line": "POL-1", "po_title": "A < B",
                ]
            ),
            ("fund", ["fund_external_id": "1234567-420100", "fund_amount": "80.25"]),
            ("fund", ["fund_external_id": "7654321-420100", "fund_amount": "39.75"]),
            (
                "line",
                ["line_number": "999992", "line_type": "DISCOUNT", "line_total": "-10", "reporting_code": "60100"]
            ),
            ("fund", ["fund_external_id": "1234567-420100", "fund_amount": "-10"]),
        ])
    }

    @Test func `data of fixed width has a control file beside it`() throws {
        let trial = try TargetTrial(example: "erp-invoices-sap", day: "2026-11-21")
        try Self.invoice(trial)
        try Self.invoice(trial, "A-VERY-LONG-NUMBER", amount: "110.00")
        try Self.invoice(trial, "CREDIT", amount: "-110")
        let files = try trial.finish()
        let lines = files[0].split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.map(\.utf8.count) == [311, 40, 40, 40, 311, 40, 40, 40, 0])
        #expect(
            lines[0].hasPrefix("B2026112120261121INV-1261105     0000100417          110.00 "))
        #expect(lines[0].dropFirst(69).hasPrefix("Bucher & Sohne                     Exampleton "))
        #expect(lines[1] == "C420100    1234567                80.25 ")
        #expect(lines[2] == "C420100    7654321                39.75 ")
        #expect(lines[3] == "D420100    1234567               -10.00 ")
        #expect(lines[4].dropFirst(17).hasPrefix("A-VERY-LONG-NUMB0000"))
        let bytes = String(files[0].utf8.count)
        #expect(
            files[1]
                == String(repeating: "0", count: 16 - bytes.count) + bytes + "0000000000000008"
                + "00000000000000000000" + "00000000000000022000" + "00000000000000022000" + "00100100000000000000\n")
        #expect(files[1].utf8.count == 113)
        #expect(trial.outbox.outputs.map(\.part) == ["d", "c"])
        #expect(
            trial.problems == [
                "target.number total (invoice) is below zero, and the layout refuses such numbers ('sign: refused')"
            ])
        #expect(trial.controls.prefix(4) == ["1 records 2", "1 lines 8", "1 total 220", "1 amount 220"])
    }

    @Test func `a voucher message holds invoice, lines and funds within each other`() throws {
        let trial = try TargetTrial(example: "erp-invoices-peoplesoft", day: "2026-11-21") {
            $0.replacing("[^.]+[.]([^.]+).*", with: "[^-]+-(.+)").replacing("([^.]+)[.].+", with: "([^-]+)-.+")
                .replacing("[^.]+[.][^.]+[.]?(.*)", with: "[^-]+-[0-9]+(.*)")
        }
        try Self.invoice(trial)
        let xml = try trial.finish()[0]
        #expect(
            xml == """
                <?xml version="1.0" encoding="UTF-8"?>
                <voucher_build><msgdata>
                <transaction><vchr_hdr_stg class="R"><business_unit>LIBRA</business_unit><voucher_id>NEXT</voucher_id>\
                <voucher_style>REG</voucher_style><invoice_id>INV-1</invoice_id><invoice_dt>2026-11-05</invoice_dt>\
                <vendor_id>100417</vendor_id><origin>LIB</origin><vchr_src>XML</vchr_src><gross_amt>110.00</gross_amt>\
                <txn_currency_cd>USD</txn_currency_cd><pymnt_terms_cd>IMM</pymnt_terms_cd>\
                <descr254_mixed>16793228100006421</descr254_mixed>\
                <vchr_line_stg class="R"><voucher_line_num>1</voucher_line_num><descr>POL-1</descr>\
                <merchandise_amt>120.00</merchandise_amt><descr254_mixed>A &lt; B</descr254_mixed>\
                <vchr_dist_stg class="R"><distrib_line_num>1</distrib_line_num><account>60100</account>\
                <fund_code>1234567</fund_code><deptid>420100</deptid><merchandise_amt>80.25</merchandise_amt></vchr_dist_stg>\
                <vchr_dist_stg class="R"><distrib_line_num>2</distrib_line_num><account>60100</account>\
                <fund_code>7654321</fund_code><deptid>420100</deptid><merchandise_amt>39.75</merchandise_amt></vchr_dist_stg>\
                </vchr_line_stg><vchr_line_stg class="R"><voucher_line_num>2</voucher_line_num>\
                <merchandise_amt>-10.00</merchandise_amt>\
                <vchr_dist_stg class="R"><distrib_line_num>3</distrib_line_num><account>60100</account>\
                <fund_code>1234567</fund_code><deptid>420100</deptid><merchandise_amt>-10.00</merchandise_amt></vchr_dist_stg>\
                </vchr_line_stg></vchr_hdr_stg><pscama class="R"><language_cd>ENG</language_cd><audit_actn>A</audit_actn></pscama>\
                </transaction>
                </msgdata></voucher_build>

                """)
        #expect(
            trial.controls == [
                "1 records 1", "1 vchr_hdr_stg/gross_amt 110",
                "1 vchr_hdr_stg/vchr_line_stg/merchandise_amt 110",
                "1 vchr_hdr_stg/vchr_line_stg/vchr_dist_stg/merchandise_amt 110",
            ])
    }

    @Test func `a table has a line for each fund`() throws {
        let trial = try TargetTrial(example: "erp-invoices-csv")
        try Self.invoice(trial)
        let lines = try trial.finish()[0].split(separator: "\r\n")
        #expect(
            lines.dropFirst() == [
                "16793228100006421,INV-1,2026-11-05,100417,Bücher & Söhne,USD,110.00,1,REGULAR,120.00,POL-1,A < B,1234567-420100,80.25",
                "16793228100006421,INV-1,2026-11-05,100417,Bücher & Söhne,USD,110.00,1,REGULAR,120.00,POL-1,A < B,7654321-420100,39.75",
                "16793228100006421,INV-1,2026-11-05,100417,Bücher & Söhne,USD,110.00,999992,DISCOUNT,-10.00,,,1234567-420100,-10.00",
            ])
    }

    @Test func `an amount that is repeated in inner lines is nobody's sum`() throws {
        let trial = try TargetTrial(example: "erp-invoices-csv")
        try Self.invoice(trial)
        _ = try trial.finish()
        #expect(trial.controls == ["1 records 1", "1 lines 4", "1 Amount 110"])
    }

    @Test func `JSON has lists of records and totals around them`() throws {
        let trial = try TargetTrial(
            """
            format: json
            if_blank: nil
            document:
              - {name: count, count: records, as: number, width: 4}
              - {name: sequence, sequence: erp, as: number}
              - name: invoices
                for: invoice
                content:
                  - {name: id, value: invoice_id}
                  - {name: supplier, value: vendor_name}
                  - {name: site, value: vendor_additional_code}
                  - {name: total, value: invoice_amount, as: number, number: {decimals: 2}}
                  - name: lines
                    for: line
                    content:
                      - {name: amount, value: line_total, as: number, number: {decimals: 2}}
                      - {name: discount, value: {choose: [{constant: "yes", when: {line_total: {below: 0}}}, {constant: "no"}]}, as: boolean}
                      - {name: accounts, for: fund, value: fund_external_id}
              - {name: total, total: invoice_amount, as: number, number: {decimals: 2}}
            """, TargetShapes.invoices)
        try Self.invoice(trial)
        try Self.invoice(trial)
        let record = """
            {"id":"16793228100006421","supplier":"Bücher & Söhne","site":null,"total":110.00,"lines":[{"amount":120.00,\
            "discount":false,"accounts":["1234567-420100","7654321-420100"]},{"amount":-10.00,"discount":true,\
            "accounts":["1234567-420100"]}]}
            """
        #expect(
            try trial.finish() == [
                "{\"count\":   2,\"sequence\":417,\"invoices\":[\n\(record),\n\(record)\n],\"total\":220.00}\n"
            ])
        #expect(trial.controls == ["1 records 2", "1 total 220", "1 lines/amount 220"])
        #expect(trial.notebook.reserved == ["erp"])
    }
}

@Suite struct `A layout in English` {
    @Test func `says each line and value`() throws {
        let trial = try TargetTrial(example: "erp-invoices-sap")
        let lines = trial.plan.explain()
        #expect(
            lines.prefix(5) == [
                "Writes columns of fixed width, in ascii, lines end with LF. Characters it cannot carry are written without "
                    + "their marks (é as e), or else refused.",
                "For each invoice, a line before what is in it:", "  'B': always 'B', 1 character, left",
                "  document date: the day of the run, written as YYYYMMDD, 8 characters, left",
                "  baseline date: the day of the run, written as YYYYMMDD, 8 characters, left",
            ])
        #expect(lines.contains("For each fund but the last, a line before what is in it:"))
        #expect(lines.contains("Beside the data a file 'c', with a line for each data file:"))
        #expect(
            lines.contains(
                "  debits: the sum of invoice_amount, 2 decimals, without a decimal mark, 20 characters, right, filled with '0'"
            ))
    }
}
