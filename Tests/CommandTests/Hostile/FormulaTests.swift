import Foundation
import ServerKit
import Testing

/// Names that a spreadsheet would take for a formula: neutral in the file that people open, untouched in those that
/// machines read.
@Suite struct FormulaTests {
    private static let formulas = [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{A0}=1", "\u{3000}=1", "\u{200B}=1",
        "\u{FEFF}=1",
        "\u{FF1D}1", "\u{FF0B}1", "\u{FF0D}1", "\u{FF20}A1", "a;=1", "a\t=1", "a,+1", "\"=1\"", "'=1",
        "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.example\",\"a\")",
    ]
    private static let rejected = "=bad,\"\",\"=1+1\"\r\n\"\u{1B}[2Jx\",@a,\"\u{7}\"\r\n"

    private static func quoted(_ text: String) -> String { "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\"" }

    private func delivered() throws -> (site: Site, report: ReportDocument) {
        let site = try Site(
            profile: """
                feed: sis-users
                from: {connection: campus, folder: outgoing, files: "people_*.csv", settle: 0s}
                to: {connection: alma, folder: sis, name: "people.zip", conflict: replace}
                guard: {max_group_fall_percent: off, max_gone_percent: off, max_fall_percent: off}
                rules: {sis.invisible: off}
                fields:
                  primary_id: {column: id, required: yes, trim: no}
                  last_name: {column: last, required: yes, trim: no}
                  user_group: {column: group, trim: no}
                """)
        try site.give("id,last,group\r\n0,Example,UG\r\n")
        #expect(try site.carry().outcome.status == 0)
        let rows = Self.formulas.enumerated().map { number, formula in
            "\(Self.quoted("\(formula) \(number)")),\(Self.quoted(formula)),\(Self.quoted(formula))\r\n"
        }
        try site.give("id,last,group\r\n" + rows.joined() + Self.rejected, as: "people_2.csv")
        let (outcome, report) = try site.carry()
        #expect(outcome.status == 1 && report.counts.accepted == Self.formulas.count, "\(report.headline)")
        return (site, report)
    }

    @Test func `the receiver gets every name byte for byte`() throws {
        let site = try delivered().site
        let users = DeliveredUsers(try #require(try site.xml()))
        #expect(users.isWhole && users.users == Self.formulas.count)
        let names = users.trees.map { $0["last_name"] ?? [] }
        #expect(names.map { $0.map { Array($0.utf8) } } == Self.formulas.map { [Array($0.utf8)] })
    }

    @Test func `rejects are the source's own bytes, whatever they are`() throws {
        let (site, report) = try delivered()
        let bytes = try #require(report.rejects.first.flatMap { FileManager.default.contents(atPath: $0) })
        #expect(site.delivered == ["people.zip"])
        #expect(String(decoding: bytes, as: UTF8.self) == "id,last,group\r\n" + Self.rejected)
    }

    @Test func `what people open holds no cell that any spreadsheet would compute`() throws {
        let (site, report) = try delivered()
        let folder = site.scratch.at("state/example/runs/\(report.run)/out")
        // Cut as a spreadsheet cuts it, whichever delimiter its language makes it look for.
        let look = """
            import csv, sys, unicodedata
            found = 0
            for name, delimiter in [(n, d) for n in sys.argv[1:] for d in ',;\\t']:
                with open(name, encoding='utf-8', newline='') as file:
                    for row in csv.reader(file, delimiter=delimiter):
                        for cell in row:
                            found += 1
                            shown = ''.join(c for c in cell if unicodedata.category(c) not in ('Cf', 'Cc', 'Zs')).lstrip('"')
                            if shown[:1] in tuple('=+-@\\uff1d\\uff0b\\uff0d\\uff20') or cell[:1] in ('\\t', '\\r', '\\n'):
                                print(name, delimiter, repr(cell))
            print(found)
            """
        let outcome = try Program("/usr/bin/python3").run(
            "-c", look, "\(folder)/changes.csv", "\(folder)/rejects-reasons.csv")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 1, "\(outcome.output)")
        #expect(try #require(lines.last.flatMap { Int($0) }) > 3 * Self.formulas.count)
        let text = try #require(site.scratch.text("state/example/runs/\(report.run)/out/changes.csv"))
        #expect(text.contains("\r\nnew,'=1+1 0,'=1+1,\r\n"), "\(text)")
        #expect(text.contains("\r\ngone,0,UG,\r\n"), "what is harmless is as it was")
    }

    @Test func `no report hands a terminal its orders`() throws {
        let (site, report) = try delivered()
        for words in [
            ["report", report.run], ["report", report.run, "--ids"], ["report", report.run, "--json"], ["status"],
        ] {
            let outcome = try site.program.run(words)
            let odd = (outcome.output + outcome.errors).unicodeScalars.filter { scalar in
                scalar != "\n" && scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || (0x202A...0x202E).contains(scalar.value)
            }
            #expect(odd.isEmpty, "\(words): \(odd.map(\.value))")
        }
    }
}
