import Foundation
import ServerKit
import Testing

/// Fees out and answers back, by two profiles of one institution, through its register.
@Suite struct `Fees and their payments` {
    private static let fees = """
        feed: bursar-fees
        from: {connection: campus, folder: outgoing, files: "*.xml", settle: 0s}
        to: {connection: alma, folder: sis, name: "fees_{run}.csv"}
        fee_types: {lookup: {OVERDUEFINE: Overdue}}
        write:
          format: delimited
          records: [{for: fee, fields: [{value: user_id}, {value: amount}, {value: transaction_id}]}]
        """
    private static let payments = """
        feed: bursar-payments
        from: {connection: campus, folder: outgoing, files: "*.csv", settle: 0s}
        to: {connection: alma, folder: sis, name: "paid_{run}.xml"}
        fields:
          transaction_id: Ref
          amount: Paid
          currency: {constant: USD}
          status: State
          reason: Why
        statuses: {paid: [P], rejected: [R]}
        cumulative: yes
        """

    private func export(_ fees: [(String, String)]) -> String {
        let list = fees.map { id, sum in
            """
            <xb:userFineFee><xb:fineFeeType>OVERDUEFINE</xb:fineFeeType><xb:compositeSum><xb:currency>USD</xb:currency>\
            <xb:sum>\(sum)</xb:sum></xb:compositeSum><xb:bursarTransactionId>\(id)</xb:bursarTransactionId></xb:userFineFee>
            """
        }
        return """
            <xb:xml-fragment xmlns:xb="http://com/exlibris/urm/rep/externalsysfinesfees/xmlbeans"><xb:userExportedFineFees>\
            <xb:userExportedList><xb:userExportedFineFeesList><xb:user><xb:value>900417</xb:value></xb:user><xb:finefeeList>\
            \(list.joined())</xb:finefeeList></xb:userExportedFineFeesList></xb:userExportedList></xb:userExportedFineFees>\
            </xb:xml-fragment>
            """
    }

    private func text(_ site: Site, _ name: String) -> String {
        String(decoding: site.scratch.bytes("\(Site.target)/\(name)") ?? [], as: UTF8.self)
    }

    @Test func `each fee goes once, and each answer goes back once`() throws {
        let site = try Site(profile: Self.fees)
        try site.scratch.write("Profiles/payments.yaml", Self.payments)
        #expect(try site.run("profiles", "check").status == 0)
        try site.give(export([("T1", "10"), ("T2", "20"), ("T3", "5")]), as: "a.xml")
        let first = try site.carry()
        #expect(first.outcome.status == 0, "\(first.outcome.output)")
        #expect(text(site, "fees_26-0001.csv") == "900417,10,T1\n900417,20,T2\n900417,5,T3\n")
        // The same transactions in another file, one of them with another amount, and a new one.
        try site.give(export([("T1", "10"), ("T2", "21"), ("T4", "7")]), as: "b.xml")
        let second = try site.carry()
        #expect(second.outcome.status == 1 && text(site, "fees_26-0002.csv") == "900417,7,T4\n")
        #expect(second.report.findings.map(\.rule) == ["fees.duplicate", "fees.duplicate"])
        let rejects = try second.report.rejects.map { try #require(FileManager.default.contents(atPath: $0)) }
        #expect(rejects.map { String(decoding: $0, as: UTF8.self) } == [export([("T1", "10"), ("T2", "21")])])

        func answer(_ rows: String, _ name: String) throws -> (outcome: Program.Outcome, report: ReportDocument) {
            try site.give("Ref,Paid,State,Why\n" + rows, as: name)
            let outcome = try site.run("run", "payments", "--as-of", Site.clock, "--json")
            return (outcome, try ReportDocument(outcome.output))
        }
        let third = try answer("T1,10,P,\nT2,15,P,\nT3,,R,No matching charge\n", "one.csv")
        #expect(third.outcome.status == 1 && third.report.findings.map(\.rule) == ["bursar.rejected"])
        #expect(text(site, "paid_26-0003.xml").contains("<xb:sum>15</xb:sum>"))
        let fourth = try answer("T1,10,P,\nT2,15,P,\nT2,5,P,\nT3,,R,No matching charge\n", "two.csv")
        #expect(fourth.outcome.status == 0 && fourth.report.counts.accepted == 1, "\(fourth.outcome.output)")
        let last = text(site, "paid_26-0004.xml")
        #expect(last.contains("<xb:sum>5</xb:sum>") && !last.contains("T1") && !last.contains("T3"))
        let fifth = try answer("T1,10,P,\nT2,20,P,\n", "three.csv")
        #expect(fifth.outcome.status == 3)

        let told = try site.run("reconcile", "sis-import", "--json")
        #expect(told.output.contains("No matching charge") && told.output.contains("\"T3\""), "\(told.output)")
    }

    @Test func `answers by the number alone meet fees that are told apart by more`() throws {
        let site = try Site(
            profile: Self.fees.replacing("fee_types: {", with: "key: [transaction_id, amount]\nfee_types: {"))
        try site.scratch.write("Profiles/payments.yaml", Self.payments)
        // One number twice, for two fees.
        try site.give(export([("T1", "10"), ("T1", "4"), ("T2", "20"), ("T3", "5")]), as: "a.xml")
        #expect(try site.carry().outcome.status == 0)
        try site.give("Ref,Paid,State,Why\nT1,14,P,\nT2,12,P,\nT3,,R,No account\n", as: "one.csv")
        #expect(try site.run("run", "payments", "--as-of", Site.clock).status == 1)
        let told = try site.run("reconcile", "sis-import")
        #expect(told.status == 1 && !told.output.contains("never sent"), "\(told.output)")
        for words in ["paid          1   USD 14.00", "partly paid  ", "No account"] {
            #expect(told.output.contains(words), "\(words) in \(told.output)")
        }
        // What the bursar has sent back may be sent again, and nothing else.
        try site.give(export([("T1", "10"), ("T3", "5")]), as: "b.xml")
        let again = try site.carry()
        #expect(again.outcome.status == 1 && again.report.counts.accepted == 1, "\(again.outcome.output)")
        #expect(text(site, "fees_26-0003.csv") == "900417,5,T3\n")
    }

    @Test func `a dry run enters nothing`() throws {
        let site = try Site(profile: Self.fees)
        try site.give(export([("T1", "10")]), as: "a.xml")
        #expect(try site.carry("--dry-run").outcome.status == 0)
        #expect(site.delivered.isEmpty)
        #expect(try site.carry().outcome.status == 0)
        #expect(site.delivered.count == 1)
    }

    @Test func `a file of fees is looked at without a profile`() throws {
        let site = try Site()
        try site.scratch.write("fees.xml", export([("T1", "10"), ("T1", "1,0")]))
        let opinion = try site.run("validate", site.scratch.at("fees.xml"))
        #expect(opinion.status == 1 && opinion.output.contains("fees.amount"), "\(opinion.output)")
    }
}
