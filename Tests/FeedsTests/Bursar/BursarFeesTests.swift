import ConformanceKit
import Exchange
import Feeds
import Testing

@Suite struct `Fees to the bursar` {
    private static func fault(_ text: String, profile: Node = PostedFees.plain) -> Fault? {
        do { _ = try PostedFees(profile, text) } catch let fault as Fault { return fault } catch { return nil }
        return nil
    }

    @Test(arguments: [1, 7, 65536]) func `charges and credits of every user go out, whatever the chunks`(chunk: Int)
        throws
    {
        let posted = try PostedFees(
            PostedFees.plain,
            FeeText.export(
                FeeText.user("900001", FeeText.fee("T1", "85.5"), FeeText.fee("T2", "0.82")),
                FeeText.user("900002", FeeText.fee("T3", "-3", type: "CREDIT"))), chunk: chunk)
        #expect(posted.counts == [3, 3, 0, 0] && posted.findings.isEmpty)
        #expect(posted.money() == ["83.32", "83.32", "0", "0", "0"])
        #expect(
            posted.lines == [
                "900001|OVERDUEFINE|85.5|USD|T1", "900001|OVERDUEFINE|0.82|USD|T2", "900002|CREDIT|-3|USD|T3",
            ])
        #expect(posted.report.remarks.contains("2 charges: USD 86.32") && posted.rejects.isEmpty)
    }

    @Test func `every field is read by namespace and name, misspelt as it is, whatever the prefix`() throws {
        let nothing = "xsi:nil=\"true\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        let more = """
            <xb:fineFeeComment \(nothing)/><xb:owneredEntity><xb:InstitutionId>null</xb:InstitutionId><xb:libraryId>11</xb:libraryId>\
            <xb:libraryCode>MAIN</xb:libraryCode></xb:owneredEntity><xb:itemTitle>A title of
            \t\ttwo lines /</xb:itemTitle><xb:itemCallNumebr>ZZ1 .T4</xb:itemCallNumebr><xb:itemDueDate \(nothing)/>\
            <xb:itemBarcode/>
            """
        let names = [
            "user_id_type", "user_name", "transaction_date", "transaction_time", "library_id", "library_code",
            "item_title",
            "item_call_number", "item_barcode", "institution_id", "comment", "item_due_date", "export_number",
            "is_credit",
        ]
        let fields = names.map { Node(stringLiteral: $0) }
        let mark = Mark(file: "", line: 0, column: 0)
        let write: Node = [
            "format": "delimited", "separator": "|",
            "records": [["for": "fee", "fields": .list(fields.map { ["value": $0] }, mark)]],
        ]
        let text = FeeText.export(FeeText.user("1", FeeText.fee("T1", "1", more: more)))
        let plain = text.replacing("xmlns:xb=", with: "xmlns=").replacing("xb:", with: "")
        for file in [text, plain, text.replacing("xb:", with: "q:").replacing(":xb=", with: ":q=")] {
            let posted = try PostedFees(["write": write], file)
            #expect(
                posted.lines == [
                    "02|Test, 1|2026-11-20|18:05:09|11|MAIN|A title of two lines /|ZZ1 .T4|||||900417|no"
                ])
        }
    }

    @Test func `an export without a list has nothing to deliver`() throws {
        let empty = "<xb:xml-fragment xmlns:xb=\"\(FeeText.namespace)\"><xb:userExportedFineFees/></xb:xml-fragment>"
        for text in [empty, FeeText.export(), ""] {
            let posted = try PostedFees(PostedFees.plain, text)
            #expect(posted.conversion.nothingToDeliver != nil && posted.counts == [0, 0, 0, 0] && posted.lines.isEmpty)
        }
    }

    @Test(arguments: [
        ("1.234,50", "USD", "fees.amount"), ("12.5O", "USD", "fees.amount"), ("1e3", "USD", "fees.amount"),
        (".5", "USD", "fees.amount"), ("", "USD", "fees.blank"), ("5", "", "fees.currency"),
        ("5", "usd", "fees.currency"), ("5", "XXX", "fees.currency"), ("5", "null", "fees.currency"),
    ])
    func `an amount or currency that could mean something else stays here, and the other fees go`(
        sum: String, currency: String, code: String
    ) throws {
        let bad = FeeText.fee("BAD", sum, currency)
        let posted = try PostedFees(
            PostedFees.plain, FeeText.export(FeeText.user("1", FeeText.fee("T1", "2"), bad, FeeText.fee("T3", "4"))))
        #expect(posted.counts == [3, 2, 1, 0] && posted.report.tally.money.unreadable == 1)
        #expect(posted.findings == ["error \(code) 5 BAD"])
        #expect(posted.money() == ["6", "6", "0", "0", "0"])
    }

    @Test func `what was not sent is a file of its own that runs again, byte for byte the source's`() throws {
        let bad = FeeText.fee("BAD", "1,5")
        let text = FeeText.export(
            FeeText.user("1", FeeText.fee("T1", "2")), FeeText.user("2", FeeText.fee("T2", "2"), bad),
            FeeText.user("3", bad.replacing("BAD", with: "B2"), FeeText.fee("T4", "4")),
            FeeText.user("4", FeeText.fee("T5", "2")))
        let posted = try PostedFees(PostedFees.plain, text)
        #expect(
            posted.rejects
                == FeeText.export(FeeText.user("2", bad), FeeText.user("3", bad.replacing("BAD", with: "B2"))))
        let again = try PostedFees(PostedFees.plain, posted.rejects.replacing("1,5", with: "1.5"))
        #expect(again.counts == [2, 2, 0, 0] && again.money()[1] == "3")
    }

    @Test func `a transaction is sent once, in whatever file it comes again`() throws {
        let register = KeptRegister()
        let first = try PostedFees(
            PostedFees.plain, FeeText.export(FeeText.user("1", FeeText.fee("T1", "2"), FeeText.fee("T1", "2"))),
            register: register)
        #expect(first.counts == [2, 1, 1, 0] && first.money() == ["4", "2", "2", "0", "0"])
        #expect(first.findings == ["error fees.duplicate 5 T1"])
        #expect(
            first.report.findings[0].message == "This transaction stands twice in what was brought in. It was held.")
        register.deliver()
        // A corrected file of the same name is taken, but for what was sent.
        let corrected = FeeText.export(FeeText.user("1", FeeText.fee("T1", "3"), FeeText.fee("T2", "5")))
        let second = try PostedFees(PostedFees.plain, corrected, register: register, run: "26-0008")
        #expect(second.money() == ["8", "5", "3", "0", "0"])
        #expect(
            second.report.findings[0].message
                == "This transaction was sent before, in run 26-0007, then as USD 2.00 and now as USD 3.00. It was held."
        )
        register.deliver()
        let again = try PostedFees(PostedFees.plain, corrected, register: register, run: "26-0009", isAgain: true)
        #expect(again.counts == [2, 2, 0, 0])
        #expect(register.lines() == ["T1 sent USD 2.00", "T2 sent USD 5.00", "T1 sent USD 3.00", "T2 sent USD 5.00"])
    }

    @Test func `two fees of one number in one file are said with the key that tells them apart`() throws {
        let text = FeeText.export(FeeText.user("1", FeeText.fee("T1", "3"), FeeText.fee("T1", "4", type: "OTHER")))
        let message = try PostedFees(PostedFees.plain, text).report.findings[0].message
        #expect(message.contains("then as USD 3.00 and now as USD 4.00"))
        #expect(message.hasSuffix("'key: [transaction_id, fee_type]' tells them apart."))
    }

    @Test func `where a number is not enough to tell fees apart, the profile names more`() throws {
        let text = FeeText.export(
            FeeText.user(
                "1", FeeText.fee("T1", "3"), FeeText.fee("T1", "4", type: "OTHER"), FeeText.fee("T1", "3")))
        let register = KeptRegister()
        let posted = try PostedFees(
            ["key": ["transaction_id", "fee_type"], "write": PostedFees.lines("amount")], text, register: register)
        #expect(posted.lines == ["3", "4"] && posted.findings == ["error fees.duplicate 6 T1"])
        register.deliver()
        // Its answers come by the number, and are held against all of it.
        let paid = try PassedPayments(PassedPayments.plain, "Ref,Paid,Date\nT1,7,11/02/2026\n", register: register)
        #expect(paid.payments == ["T1 7"] && paid.findings.isEmpty)
    }

    @Test func `a fee the bursar has sent back may go once more`() throws {
        let register = KeptRegister()
        try register.register(RegisterEntry(.fee, "T1", .sent, day: Converted.facts.now.date))
        try register.register(RegisterEntry(.fee, "T1", .rejected, day: Converted.facts.now.date))
        let text = FeeText.export(FeeText.user("1", FeeText.fee("T1", "3")))
        #expect(try PostedFees(PostedFees.plain, text, register: register, run: "26-0008").counts == [1, 1, 0, 0])
    }

    @Test func `types of fees that nobody has thought of are kept back, with their money`() throws {
        let profile: Node = [
            "fee_types": ["lookup": ["OVERDUEFINE": "Library overdue"]],
            "write": PostedFees.lines("type_words", "amount"),
        ]
        let posted = try PostedFees(
            profile,
            FeeText.export(
                FeeText.user("1", FeeText.fee("T1", "3"), FeeText.fee("T2", "4", type: "CUSTOMER_DEFINED_07"))))
        #expect(posted.findings == ["error fees.type 5 T2"] && posted.money() == ["7", "3", "4", "0", "0"])
        #expect(posted.report.codes.map(\.code) == ["CUSTOMER_DEFINED_07"] && posted.rejects.contains(">T2<"))
        #expect(posted.lines == ["Library overdue|3"])
    }

    @Test func `filters leave out what the profile says, counted and with its money`() throws {
        let profile: Node = [
            "filter": [["name": "credits", "when": ["is_credit": "yes"]]], "write": PostedFees.lines("amount"),
        ]
        let posted = try PostedFees(
            profile, FeeText.export(FeeText.user("1", FeeText.fee("T1", "3"), FeeText.fee("T2", "-4", type: "CREDIT"))))
        #expect(posted.counts == [2, 1, 0, 1] && posted.money() == ["-1", "3", "0", "0", "-4"])
        #expect(posted.rejects.isEmpty)
    }

    @Test func `signs are what the profile says, or the fee stays here`() throws {
        let text = FeeText.export(FeeText.user("1", FeeText.fee("T1", "3", type: "CREDIT")))
        let refused = try PostedFees(PostedFees.plain, text)
        #expect(refused.findings == ["error fees.sign 4 T1"] && refused.money() == ["3", "0", "0", "3", "0"])
        let taken = try PostedFees(["credits": "positive", "write": PostedFees.lines("amount")], text)
        #expect(taken.money() == ["-3", "-3", "0", "0", "0"] && taken.lines == ["-3"])
    }

    @Test func `only the receiver's currencies go out`() throws {
        let posted = try PostedFees(
            ["currencies": ["USD"], "write": PostedFees.lines("amount")],
            FeeText.export(FeeText.user("1", FeeText.fee("T1", "3"), FeeText.fee("T2", "400", "JPY"))))
        #expect(posted.findings == ["error fees.currency.other 5 T2"])
        #expect(posted.money("JPY") == ["400", "0", "0", "400", "0"] && posted.money() == ["3", "3", "0", "0", "0"])
    }

    @Test func `a fee with two amounts, no user, no number or no day stays here`() throws {
        let doubled = FeeText.fee("T1", "3").replacing(
            "<xb:sum>3</xb:sum>", with: "<xb:sum>3</xb:sum><xb:sum>4</xb:sum>")
        let posted = try PostedFees(
            PostedFees.plain,
            FeeText.export(
                FeeText.user("1", doubled, FeeText.fee("", "1"), FeeText.fee("T3", "1", date: "20/11/2026")),
                FeeText.user("", FeeText.fee("T4", "1"))))
        #expect(posted.counts == [4, 0, 4, 0] && posted.conversion.nothingToDeliver != nil)
        #expect(
            posted.findings.map { $0.split(separator: " ")[1] } == [
                "fees.doubled", "fees.blank", "fees.date", "fees.blank",
            ])
    }

    @Test func `hostile and broken files are refused as a whole, with the place`() {
        let text = FeeText.export(FeeText.user("1", FeeText.fee("T1", "3"), FeeText.fee("T2", "3")))
        let huge = "<xb:sum a=\"\(String(repeating: "x", count: 2 << 20))\">"
        for (bad, code) in [
            (text.replacing(FeeText.namespace, with: "http://example.org/"), "fees.namespace"),
            (text.replacing("xmlns:xb", with: "xmlns:yb").replacing("xb:", with: ""), "fees.namespace"),
            (text.replacing("?>\n", with: "?>\n<!DOCTYPE x [<!ENTITY a \"b\">]>"), "xml.doctype"),
            (text.replacing("<xb:sum>", with: huge), "xml.large"), (String(text.prefix(text.count / 2)), "xml.cut"),
            (text.replacing("</xb:user>", with: ""), "xml.cut"),
            (text.replacing("T2", with: "T&2"), "xml.illformed"),
            (text.replacing("UTF-8", with: "ISO-8859-1"), "fees.encoding"), ("user,amount\n1,2\n", "fees.file"),
            (text.replacing("userExportedFineFeesList", with: "userExportedFeeList"), "fees.structure"),
        ] {
            let file = GivenFile("fees.xml", bad)
            let found = Self.fault(bad)
            let seen = inspected(file) ?? found
            #expect(seen?.code.name == code && seen?.end == .rejected, "\(code): \(String(describing: seen))")
            #expect(seen?.message.contains("fees") == true)
        }
    }

    private func inspected(_ file: GivenFile) -> Fault? {
        do {
            try PostedFees.reading(PostedFees.plain).inspect(file, report: Report())
        } catch { return error as? Fault }
        return nil
    }

    @Test func `no byte less than the whole file is taken`() {
        let text = Array(FeeText.export(FeeText.user("1", FeeText.fee("T1", "3"))).utf8)
        // The last line end is no part of the document.
        for count in 1..<(text.count - 1) {
            #expect(Self.fault(String(decoding: text[..<count], as: UTF8.self)) != nil, "\(count)")
        }
    }

    @Test func `a part of an export is asked for by number of fees or by transactions`() throws {
        let text = FeeText.export(
            FeeText.user("1", FeeText.fee("T1", "1"), FeeText.fee("T2", "2"), FeeText.fee("T3", "4")))
        let limited = try PostedFees(PostedFees.plain, text, selection: Selection(limit: 2))
        #expect(limited.counts == [3, 2, 0, 1] && limited.money() == ["7", "3", "0", "0", "4"])
        let only = try PostedFees(PostedFees.plain, text, selection: Selection(only: ["T3"]))
        #expect(only.counts == [3, 1, 0, 2] && only.money() == ["7", "4", "0", "0", "3"])
    }
}
