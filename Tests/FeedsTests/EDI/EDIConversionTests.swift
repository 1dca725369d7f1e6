import ConformanceKit
import Exchange
import Feeds
import Formats
import Testing

/// Files given to a profile of invoices, and what came of them.
private struct Carried {
    let report = Report()
    let outbox = MemoryOutbox()
    let feed: EDIInvoicesFeed
    let conversion: Conversion

    init(_ files: [GivenFile], _ notebook: any Notebook = RegisterNotebook(), profile: Node = [:], again: Bool = false)
        throws
    {
        feed = try EDIInvoicesFeed(Settings(profile.numbered(), declared: EDIInvoicesFeed.settings))
        let base = Converted.facts
        let facts = RunFacts(
            profile: base.profile, run: base.run, now: base.now, sequence: base.sequence, isAgain: again)
        conversion = try feed.convert(
            files, facts: facts, into: outbox, notebook: notebook, outside: nil, report: report)
        #expect(report.tally.balances)
    }

    var delivered: [String] { outbox.bytes(.delivery).map { String(decoding: $0, as: UTF8.self) } }
    var rejects: [String] { outbox.bytes(.rejects).map { String(decoding: $0, as: UTF8.self) } }
    var cover: String { outbox.bytes(.cover).map { String(decoding: $0, as: UTF8.self) }.joined() }
    var codes: [String] { report.findings.map { "\($0.severity) \($0.rule)" } }

    func verify(_ how: Verification = .full, _ bytes: [[UInt8]]? = nil) throws {
        let made = (bytes ?? outbox.bytes(.delivery)).enumerated().map { GivenFile("out_\($0).edi", $1) }
        try feed.verify(made, tally: report.tally, how)
    }
}

@Suite struct `Invoices carried` {
    private func good(_ number: String, _ amount: String = "20.00") -> MadeInvoice {
        var made = MadeInvoice()
        made.bgm = "BGM+380+\(number)+43"
        made.lines = [MadeInvoice.line(1, amount)]
        made.summary = ["MOA+9:\(amount)"]
        return made
    }

    private func bad(_ number: String) -> MadeInvoice {
        var made = good(number)
        made.summary = ["MOA+9:28.00"]
        return made
    }

    private func fault(_ body: () throws -> Void) -> String? {
        do { try body() } catch let fault as Fault { return fault.code.name } catch { return "\(error)" }
        return nil
    }

    @Test func `that are all right go on byte for byte, whatever stands around them`() throws {
        let text = "\n" + MadeInvoice.file([good("A"), good("B")]) + "  \n"
        let carried = try Carried([GivenFile("v.inv", text)])
        #expect(carried.delivered == [text] && carried.rejects.isEmpty)
        #expect(carried.report.tally.accepted == 2)
        let account = try #require(carried.report.tally.money.accounts[Currency("USD")!])
        #expect(account.read.description == "40" && account[.delivered].description == "40")
        try carried.verify()
    }

    @Test func `with a wrong one among them go on without it, and count themselves again`() throws {
        let carried = try Carried([GivenFile("v.inv", MadeInvoice.file([good("A"), bad("B"), good("C")]))])
        let views = try MadeInvoice.views(carried.delivered[0])
        #expect(views.map(\.number) == ["A", "C"] && carried.delivered[0].hasSuffix("UNZ+2+IC1'\n"))
        #expect(try MadeInvoice.views(carried.rejects[0]).map(\.number) == ["B"])
        #expect(carried.rejects[0].hasPrefix("UNA:+.? '\nUNB+") && carried.rejects[0].hasSuffix("UNZ+1+IC1'\n"))
        let account = try #require(carried.report.tally.money.accounts[Currency("USD")!])
        #expect(account[.rejected].description == "28" && account[.delivered].description == "40")
        #expect(carried.cover.contains("Subject: Invoice B total does not balance (message 2, interchange IC1)"))
        #expect(carried.cover.contains("would be 20.00"))
        try carried.verify()
    }

    @Test func `that were all wrong are delivered to nobody, and can be run again as they are`() throws {
        let carried = try Carried([GivenFile("v.inv", MadeInvoice.file([bad("A")]))])
        #expect(carried.delivered.isEmpty && carried.conversion.nothingToDeliver != nil)
        let again = try Carried([GivenFile("again.inv", carried.rejects[0])])
        #expect(again.rejects == carried.rejects)
    }

    @Test func `that were sent before are held under a new control number, and sent where a person wants it`() throws {
        let notebook = RegisterNotebook()
        _ = try Carried([GivenFile("v.inv", MadeInvoice.file([good("A")]))], notebook)
        let file = GivenFile("w.inv", MadeInvoice.file([good("a"), good("B")], reference: "IC2"))
        let second = try Carried([file], notebook)
        #expect(second.codes == ["error edi.invoice.duplicate"])
        let account = try #require(second.report.tally.money.accounts[Currency("USD")!])
        #expect(account[.held].description == "20" && account[.delivered].description == "20")
        let third = try Carried([file], notebook, again: true)
        #expect(third.report.tally.accepted == 2)
    }

    @Test func `of one number and two amounts are said, not held`() throws {
        let notebook = RegisterNotebook()
        _ = try Carried([GivenFile("v.inv", MadeInvoice.file([good("A")]))], notebook)
        let second = try Carried([GivenFile("w.inv", MadeInvoice.file([good("A", "21.00")]))], notebook)
        #expect(second.codes == ["warning edi.invoice.again"] && second.report.tally.accepted == 1)
    }

    @Test func `twice in one file are sent once`() throws {
        let carried = try Carried([GivenFile("v.inv", MadeInvoice.file([good("A"), good("A")]))])
        #expect(carried.report.tally.accepted == 1 && carried.codes == ["error edi.invoice.duplicate"])
    }

    @Test func `wait while their file has no end, and go as far as it goes where that is wanted`() throws {
        let text = MadeInvoice.file([good("A"), good("B")])
        let cut = GivenFile("v.inv", String(text.dropLast(40)))
        let feed = try EDIInvoicesFeed(Settings(([:] as Node).numbered(), declared: EDIInvoicesFeed.settings))
        #expect(fault { try feed.inspect(cut, report: Report()) } == "edi.unfinished")
        #expect(fault { try feed.inspect(GivenFile("v.inv", text), report: Report()) } == nil)
        let carried = try Carried([cut], profile: ["unfinished": "take"])
        #expect(carried.report.tally.accepted == 1 && carried.report.tally.rejected == 1)
        #expect(try MadeInvoice.views(carried.delivered[0]).map(\.number) == ["A"])
        #expect(carried.delivered[0].hasSuffix("UNZ+1+IC1'\n"))
        try carried.verify()
    }

    @Test func `cut anywhere never bring a message that is not whole`() throws {
        let text = Array(MadeInvoice.file([good("A"), bad("B"), good("C")]).utf8)
        for end in stride(from: 1, to: text.count, by: 7) {
            let cut = GivenFile("v.inv", Array(text[..<end]))
            guard fault({ _ = try Carried([cut], profile: ["unfinished": "take"]) }) == nil else { continue }
            let carried = try Carried([cut], profile: ["unfinished": "take"])
            for output in carried.delivered {
                let views = try MadeInvoice.views(output)
                #expect(views.allSatisfy { $0.message.isWhole && ["A", "C"].contains($0.number) }, "cut at \(end)")
            }
            try carried.verify()
        }
    }

    @Test(arguments: [("reject", 1, 1, 0), ("deliver", 2, 0, 0), ("leave-out", 1, 0, 1)])
    func `among messages of other types do with these what the profile says`(
        _ word: String, _ accepted: Int, _ rejected: Int, _ filtered: Int
    ) throws {
        let order = MadeInvoice.message(
            ["BGM+220+PO-1+9", "DTM+137:20260110:102", "LIN+1", "UNS+S"], "2", type: "ORDERS")
        let text = MadeInvoice.interchange([MadeInvoice.message(good("A").body, "1"), order])
        let tally = try Carried(
            [GivenFile("v.inv", text)],
            profile: ["other_messages": .scalar(word, quoted: false, Mark(file: "", line: 1, column: 1))]
        ).report.tally
        #expect([tally.accepted, tally.rejected, tally.filtered] == [accepted, rejected, filtered])
    }

    @Test func `read back must be what was judged`() throws {
        let carried = try Carried([GivenFile("v.inv", MadeInvoice.file([good("A"), good("B")]))])
        let bytes = carried.outbox.bytes(.delivery)[0]
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
            fault { try carried.verify(.quick, [Array(text.replacing("MOA+9:20.00", with: "MOA+9:20.01").utf8)]) }
                == "edi.output")
        #expect(fault { try carried.verify(.quick, [Array(MadeInvoice.file([good("A")]).utf8)]) } == "edi.output")
        #expect(fault { try carried.verify(.quick, [Array(bytes.dropLast(30))]) } == "edi.output")
    }

    @Test func `have names that the library system can see`() throws {
        let file = GivenFile("v.inv", MadeInvoice.file([good("A")]))
        #expect(fault { _ = try Carried([file], profile: ["name_limit": "8"]) } == "edi.name.long")
        let long: Node = ["to": ["name": "invoices_of_all_our_vendors_{date}_{sequence}.edi"]]
        let complaints = { () -> [String] in
            do throws(Complaints) {
                _ = try EDIInvoicesFeed(Settings(long.numbered(), declared: EDIInvoicesFeed.settings))
                return []
            } catch { return error.all.map(\.key) }
        }()
        #expect(complaints == ["to.name"])
    }

    @Test func `are mended by a person's wish into a new message, and the original stays`() throws {
        var made = good("A")
        made.header = ["ALC+C++++DL::28:Freight", "MOA+8:8.00"]
        made.summary = ["MOA+86:36.00", "ALC+C++++DL::28:Freight", "MOA+8:8.00"]
        let view = try #require(try MadeInvoice.views(MadeInvoice.file([made])).first)
        #expect(view.isRejected)
        let repair = try EDIRepair.droppingDoubledCharge(view, prepared: Converted.facts.now)
        let again = try #require(try MadeInvoice.views(String(decoding: repair.bytes, as: UTF8.self)).first)
        #expect(!again.isRejected && again.invoice?.money?.description == "USD 28.00")
        #expect(again.message.count == view.message.count - 2)
        #expect(repair.changes.contains { $0.hasPrefix("- ALC+C++++DL::28:Freight") })
        let commas = MadeInvoice.file([made]).replacing("UNA:+.? '", with: "UNA:+,? '").replacing(".00", with: ",00")
        let comma = try EDIRepair.droppingDoubledCharge(
            try #require(try MadeInvoice.views(commas).first), prepared: Converted.facts.now)
        #expect(String(decoding: comma.bytes, as: UTF8.self).contains("MOA+86:28,00'"))
        let whole = try #require(try MadeInvoice.views(MadeInvoice.file([good("A")])).first)
        #expect(throws: EDIRepair.Refusal.self) {
            _ = try EDIRepair.droppingDoubledCharge(whole, prepared: Converted.facts.now)
        }
    }
}
