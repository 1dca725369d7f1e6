import Foundation
import ServerKit
import Testing

/// Files with money in them that are cut, made to do harm or wrong in one thing, given to a run as an operator does.
@Suite struct HostileMoneyTests {
    /// Of both feeds: two good ones, and what is done to them.
    struct Harm: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let profile: String
        let text: String
        /// What is said, by its code: of the file as a whole, or of some of its records.
        let code: String
        var isWhole = true
        /// How many records go out all the same.
        var left = 0
    }

    private static let fees = Money.export(fees: [("T1", "10.5"), ("T2", "20")])
    private static let invoices = Money.export([("9000001", "10.5"), ("9000002", "20")])

    private static func fee(
        _ name: String, _ code: String, _ text: String, isWhole: Bool = true, left: Int = 0
    ) -> Harm {
        Harm(
            testDescription: "fees: \(name)", profile: Money.fees, text: text, code: code, isWhole: isWhole, left: left)
    }

    private static func invoice(
        _ name: String, _ code: String, _ text: String, isWhole: Bool = true, left: Int = 0
    ) -> Harm {
        Harm(
            testDescription: "invoices: \(name)", profile: Money.invoices, text: text, code: code, isWhole: isWhole,
            left: left)
    }

    private static let doctype = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\"><!ENTITY b \"&a;&a;&a;\">]>"

    static let harms = [
        fee("cut off", "xml.cut", String(fees.prefix(fees.count * 2 / 3))),
        fee("another namespace", "fees.namespace", Money.export(fees: [("T1", "10")], namespace: Money.namespace)),
        fee("a document type", "xml.doctype", doctype + fees),
        fee("tags that cross", "xml.illformed", fees.replacing("</xb:compositeSum>", with: "</xb:sum>")),
        fee("1.234,50", "fees.amount", fees.replacing("10.5", with: "1.234,50"), isWhole: false, left: 1),
        fee("an amount like 1e3", "fees.amount", fees.replacing("10.5", with: "1e3"), isWhole: false, left: 1),
        fee(
            "more digits than there are", "fees.amount",
            fees.replacing("10.5", with: "1" + String(repeating: "0", count: 60)), isWhole: false, left: 1),
        fee(
            "no currency", "fees.currency",
            fees.replacing("<xb:currency>USD</xb:currency><xb:sum>10.5", with: "<xb:currency/><xb:sum>10.5"),
            isWhole: false, left: 1),
        fee("one number twice", "fees.duplicate", fees.replacing("T2", with: "T1"), isWhole: false, left: 1),
        invoice("cut off", "pickup.unfinished", String(invoices.prefix(invoices.count * 2 / 3))),
        invoice("another namespace", "invoice.root", Money.export([("9000001", "1")], namespace: Money.feesNamespace)),
        invoice("a document type", "xml.doctype", doctype + invoices),
        invoice("tags that cross", "xml.illformed", invoices.replacing("</vendor_name>", with: "</vendor>")),
        invoice("1.234,50", "invoice.amount", invoices.replacing("10.5", with: "1.234,50"), isWhole: false, left: 1),
        invoice(
            "an amount like 1e3", "invoice.amount", invoices.replacing("10.5", with: "1e3"), isWhole: false, left: 1),
        invoice("no currency", "invoice.currency", Money.export([("9000001", "1")], currency: ""), isWhole: false),
        invoice(
            "one identifier twice", "invoice.sent", invoices.replacing("9000002", with: "9000001"), isWhole: false,
            left: 1),
    ]

    @Test(arguments: harms) func `is named, and what is good goes`(_ harm: Harm) throws {
        let site = try Site(profile: harm.profile)
        try site.give(harm.text, as: "a.xml")
        let trial = try site.carry("--dry-run")
        let (outcome, report) = try site.carry()
        for said in [trial.report, report] {
            let found = [said.fault?.code].compactMap(\.self) + said.findings.map(\.rule)
            #expect(found.contains(harm.code), "\(found) \(said.headline)")
            #expect((said.fault != nil) == harm.isWhole, "\(found)")
            #expect(said.counts.balance)
        }
        let words = [report.fault?.message, report.fault?.remedy] + report.findings.map(\.message)
        #expect(words.compactMap(\.self).allSatisfy { !$0.isEmpty } && !words.compactMap(\.self).isEmpty)
        if harm.isWhole {
            #expect(site.delivered.isEmpty && site.waiting == ["a.xml"] && outcome.status > 1)
        } else {
            #expect(report.counts.accepted == harm.left && outcome.status == (harm.left > 0 ? 1 : 5))
            #expect(site.delivered.count == min(harm.left, 1))
            #expect(report.findings.allSatisfy { $0.owner != "registrar" })
            #expect(outcome.output.contains("passwd") == false)
        }
    }

    @Test(arguments: [Money.fees, Money.invoices]) func `an attribute of any length needs no more memory`(
        _ profile: String
    ) throws {
        let isFee = profile.contains("bursar-fees")
        let good = isFee ? Self.fees : Self.invoices
        let name = isFee ? "xb:fineFeeType" : "vendor_name"
        let parts = good.split(separator: "<\(name)>", maxSplits: 1)
        try #require(parts.count == 2)
        var peaks: [Int] = []
        for megabytes in [1, 96] {
            let site = try Site(profile: profile)
            let path = site.scratch.at("\(Site.pickup)/a.xml")
            try site.give("\(parts[0])<\(name) a=\"", as: "a.xml")
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.seekToEnd()
            let block = Data(repeating: UInt8(ascii: "a"), count: 1 << 20)
            for _ in 0..<megabytes { try file.write(contentsOf: block) }
            try file.write(contentsOf: Data("\">\(parts[1])".utf8))
            try file.close()
            let (peak, output) = try Self.peak(of: site, "run", "sis-import", "--as-of", Site.clock, "--json")
            peaks.append(peak)
            #expect(try ReportDocument(output).fault?.code == "xml.large", "\(output)")
            #expect(site.delivered.isEmpty && site.waiting == ["a.xml"])
        }
        #expect(peaks[1] < peaks[0] + 32 << 10, "KiB: \(peaks)")
    }

    /// The most memory the program had, in KiB, and what it said.
    private static func peak(of site: Site, _ arguments: String...) throws -> (Int, String) {
        let measure = """
            import resource, subprocess, sys
            said = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE).stdout
            print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            sys.stdout.write(said.decode())
            """
        let python = Program("/usr/bin/python3", environment: ["EXCHANGE_ROOT": site.root])
        let outcome = try python.run(["-c", measure, Repository.binary] + arguments, deadline: 300_000)
        let lines = outcome.output.split(separator: "\n", maxSplits: 1)
        return (try #require(lines.first.flatMap { Int($0) }), try #require(lines.last.map(String.init)))
    }

    @Test(arguments: [
        ("cut off", "payments.csv", "No,Vendor,State,Paid,Why\nA-1,V", "csv.row.ragged"),
        ("1.234,50", "payments.csv", "No,Vendor,State,Paid,Why\nA-1,V,P,\"1.234,50\",\n", "field.number"),
        ("no currency", "payments.csv", "No,Vendor,State,Paid,Why,Cur\nA-1,V,P,5,,\n", "payments.currency"),
        (
            "two answers about one", "payments.csv", "No,Vendor,State,Paid,Why,Cur\nA-1,V,P,5,,USD\nA-1,V,R,5,no,USD\n",
            "payments.contradiction"
        ),
        ("a document type", "payments.xml", "\(doctype)<q><row><No>A</No></row></q>", "xml.doctype"),
        ("another root", "payments.xml", "<html><p>Sign in</p></html>", "payments"),
    ])
    func `answers are named as well, and none goes out`(what: String, name: String, text: String, code: String) throws {
        let isXML = name.hasSuffix(".xml")
        let site = try Site(
            profile: """
                feed: erp-payments
                from: {connection: campus, folder: outgoing, files: "payments*", settle: 0s}
                to: {connection: alma, folder: sis, name: "answers_{run}.xml"}
                read: \(isXML ? "{format: xml, record: row}" : "{delimiter: \",\"}")
                fields: {invoice_number: No, vendor_code: Vendor, status: State, amount: Paid, reason: Why, currency: \
                \(text.contains("Cur") || isXML ? "Cur" : "{constant: USD}")}
                statuses: {P: paid, R: rejected}
                unknown: send
                """)
        try site.give(text, as: name)
        let (outcome, report) = try site.carry()
        #expect(outcome.status >= 3 && site.delivered.isEmpty, "\(report.headline)")
        let found = [report.fault?.code].compactMap(\.self) + report.findings.map(\.rule)
        if code != "payments" { #expect(found.contains(code), "\(found)") }
        #expect(
            (report.findings.map(\.owner) + [report.fault?.owner].compactMap(\.self)).allSatisfy { $0 != "registrar" })
    }
}
