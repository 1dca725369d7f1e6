import Exchange
import Feeds
import Testing

@Suite struct `An invoice read` {
    private func invoice(_ change: (inout MadeInvoice) -> Void) throws -> EDIInvoiceOpinion {
        var made = MadeInvoice()
        made.lines = [MadeInvoice.line(1, "20.00"), MadeInvoice.line(2, "12.50")]
        made.summary = ["MOA+79:32.50", "MOA+9:32.50"]
        change(&made)
        return try made.opinion()
    }

    @Test func `has its head, its money and its lines, each with segment and byte`() throws {
        let opinion = try invoice { _ in }
        let invoice = opinion.invoice
        #expect(invoice.number?.value == "INV-1" && invoice.kind == .invoice && !invoice.isSerial)
        #expect(invoice.date?.date?.description == "2026-01-14")
        #expect(invoice.vendor?.words == "SAN 9990001")
        #expect(opinion.money?.description == "USD 32.50")
        #expect(invoice.lines.count == 2 && invoice.lines[1].item.orderLine?.value.value == "POL-2")
        #expect(invoice.number?.segment == 2)
        let text = MadeInvoice.file([
            {
                var made = MadeInvoice()
                made.lines = [MadeInvoice.line(1, "1.00")]
                made.summary = ["MOA+9:1.00"]
                return made
            }()
        ])
        let byte = try #require(invoice.number?.position.byte)
        #expect(Array(text.utf8)[byte..<byte + 5].elementsEqual("INV-1".utf8))
        #expect(opinion.codes.isEmpty)
    }

    @Test func `joins a title that was cut in the middle of a word`() throws {
        let opinion = try invoice {
            $0.lines[0] += [
                "IMD+L+050+:::A title longer than thirty five char:acters is split", "IMD+L+050+:::, and again",
            ]
        }
        #expect(opinion.invoice.lines[0].item.title == "A title longer than thirty five characters is split, and again")
    }

    @Test func `knows a title by the codes of every vendor`() throws {
        for code in ["IMD+F+81+:::Owls", "IMD+F+BTI+:::Owls", "IMD++050+:::Owls", "IMD+L+JTI+:::Owls"] {
            #expect(try invoice { $0.lines[0].append(code) }.invoice.lines[0].item.title == "Owls")
        }
    }

    @Test func `of serials has its period and says so`() throws {
        let opinion = try invoice {
            $0.bgm = "BGM+380:::JINV+446645+55"
            $0.lines[0] += [
                "DTM+194:20260101:102", "DTM+206:20261:616", "DTM+206:20261231:102",
                "PIA+5S+1941-6067(20200101)14;1-F:SI::28",
            ]
        }
        #expect(opinion.invoice.isSerial)
        #expect(opinion.invoice.lines[0].item.day("194")?.text.value == "2026-01-01")
        #expect(opinion.invoice.lines[0].item.day("206")?.text.value == "2026-12-31")
        #expect(opinion.invoice.lines[0].item.identifiers.contains { $0.kind == .sici })
    }

    @Test func `that is a credit note is money back, whichever sign its amounts have`() throws {
        for sign in ["", "-"] {
            let opinion = try invoice {
                $0.bgm = "BGM+381+CR-1+9"
                $0.lines = [MadeInvoice.line(1, "\(sign)20.00")]
                $0.summary = ["MOA+9:\(sign)20.00"]
            }
            #expect(opinion.invoice.kind == .credit && opinion.money?.description == "USD -20.00")
            #expect(opinion.totals?.model == .linesAlone && !opinion.hasError)
        }
        let mixed = try invoice {
            $0.bgm = "BGM+380:::JCRN+CR-1+9"
            $0.lines = [MadeInvoice.line(1, "-20.00")]
            $0.summary = ["MOA+9:20.00"]
        }
        #expect(mixed.money?.description == "USD -20.00" && mixed.codes.contains("note edi.sign") && !mixed.hasError)
    }

    @Test func `has copies of several GIR with one number as one`() throws {
        let opinion = try invoice {
            $0.lines[0] += ["GIR+001+MAIN:LLO+HIST:LFN", "GIR+001+B-77:LAC", "GIR+002+SCI:LLO"]
        }
        let copies = opinion.invoice.lines[0].item.copies
        #expect(copies.count == 2 && copies[0].values("LAC") == ["B-77"] && copies[0].values("LFN") == ["HIST"])
        #expect(opinion.codes.contains("warning edi.line.copies"))
    }

    /// One thing made wrong, and the code that must say so.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let code: String
        let change: @Sendable (inout MadeInvoice) -> Void

        init(_ code: String, _ change: @escaping @Sendable (inout MadeInvoice) -> Void) {
            self.code = code
            self.change = change
        }

        var testDescription: String { code }
    }

    @Test(arguments: [
        Wrong("error edi.invoice.number") { made in made.bgm = "BGM+380" },
        Wrong("error edi.date") { made in made.date = "DTM+137:20260230:102" },
        Wrong("error edi.date") { made in made.date = "DTM+131:20260114:102" },
        Wrong("error edi.currency") { made in made.currency = "CUX+2:XXQ:4" },
        Wrong("error edi.currency") { made in made.currency = "" },
        Wrong("error edi.number") { made in made.lines[0][2] = "MOA+203:1,020.00" },
        Wrong("error edi.total.none") { made in made.summary = ["MOA+1:1"] },
        Wrong("warning edi.line.reference") { made in made.lines[0][4] = "" },
        Wrong("warning edi.line.quantity") { made in made.lines[0][1] = "QTY+47:0" },
        Wrong("warning edi.count") { made in made.count = 3 },
        Wrong("note edi.line.price") { made in made.lines[0][3] = "PRI+AAB:19.00" },
        Wrong("error edi.total.contradiction") { made in made.summary[0] = "MOA+79:32.51" },
        Wrong("error edi.currency") { made in made.lines[0][2] = "MOA+203:20.00:EUR:4" },
        Wrong("error edi.line.amount") { made in
            made.lines[0][2] = ""
            made.lines[0][3] = ""
        },
    ])
    func `with something wrong says what`(_ wrong: Wrong) throws {
        #expect(try invoice(wrong.change).codes.contains(wrong.code))
    }
}
