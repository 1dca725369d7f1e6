import Foundation
import ServerKit
import Testing

/// Real files of fees, and what their institution's own program made of one.
@Suite(.enabled(if: Field.isGiven)) struct BursarCorpusTests {
    private static let banner = """
        feed: bursar-fees
        from: {connection: campus, folder: outgoing, files: "*.xml", settle: 0s}
        to: {connection: alma, folder: sis, name: "fees_{run}.csv"}
        key: [transaction_id, fee_type]
        fee_types:
          lookup:
            OVERDUEFINE: Library overdue
            LOSTITEMREPLACEMENTFEE: Library repl
            LOSTITEMPROCESSFEE: Library lost
            DAMAGEDITEMFINE: Library damaged
            RECALLEDOVERDUEFINE: Library recalled
            OTHER: Library other
        write:
          format: delimited
          quote: always
          names: yes
          records:
            - for: fee
              fields:
                - {name: MITID, value: user_id, required: yes}
                - {name: STUDENTNAME, value: user_name, required: yes}
                - {name: DETAILCODE, constant: ROLH}
                - {name: DESCRIPTION, value: {template: "{type_words} {item_barcode}"}, longest: 30, cut: yes}
                - {name: AMOUNT, value: amount, required: yes}
                - {name: EFFECTIVEDATE, value: {today: yes}, format: MM/DD/YYYY}
                - {name: BILLINGTERM, term: {from: {01-01: "{YYYY}SP", 05-01: "{YYYY}SU", 08-01: "{YYYY+1}FA"}}}
        """

    private static func file(_ folder: String, _ ending: String) throws -> [UInt8] {
        let path = try #require(Field.files("alma/\(folder)").first { $0.hasSuffix(ending) })
        return Array(try #require(FileManager.default.contents(atPath: path)))
    }

    /// In this file, made for a test, five fees of different types have one number: hence the longer key.
    @Test func `an institution's own pair of export and bursar's file is reproduced byte for byte`() throws {
        let site = try Site(profile: Self.banner)
        #expect(try site.run("profiles", "check").status == 0)
        try site.give(try Self.file("bursar-export", "mit-bursartransfer-test.xml"), as: "fees.xml")
        let outcome = try site.run("run", "sis-import", "--as-of", "2023-03-01", "--json")
        let report = try ReportDocument(outcome.output)
        let expected = try Self.file("bursar-target", "mit-bursartransfer-test.csv")
        let name = try #require(site.delivered.first, "\(outcome.output)")
        let actual = site.scratch.bytes("\(Site.target)/\(name)")
        #expect(actual == expected, "\(Difference.words(expected, actual))")
        #expect(report.counts.accepted == 10 && report.counts.balance)
    }

    @Test func `every export of the corpus is read without loss`() throws {
        let files = Field.files("alma/bursar-export")
        #expect(files.count >= 2)
        for path in files {
            let text = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
            let fees = text.components(separatedBy: "<xb:userFineFee>").count - 1
            let outcome = try Program().run("validate", path, "--json")
            let opinion = try OpinionDocument(outcome.output)
            #expect(outcome.status == 0 && opinion.feed == "bursar-fees", "\(path): \(outcome.errors)")
            #expect(opinion.records.read == fees && opinion.records.accepted == fees && fees > 0)
        }
    }
}
