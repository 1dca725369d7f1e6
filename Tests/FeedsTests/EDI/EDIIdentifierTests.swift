import Exchange
import Feeds
import Testing

@Suite struct `Numbers of titles` {
    private func identifier(_ text: String, _ qualifier: String) throws -> EDIIdentifier {
        var invoice = MadeInvoice()
        invoice.lines = [["LIN+1++\(text):\(qualifier)", "QTY+47:1", "MOA+203:1.00", "RFF+LI:P"]]
        invoice.summary = ["MOA+9:1.00"]
        return try #require(invoice.opinion().invoice.lines.first?.item.identifiers.first)
    }

    @Test(arguments: [
        ("9780000000019", "EN", "isbn", true, "9780000000019"), ("9780000000019", "IS", "isbn", true, "9780000000019"),
        ("0000000019", "IB", "isbn", true, "9780000000019"), ("0786222735", "SA", "isbn", true, "9780786222735"),
        ("9780000000018", "EN", "isbn", false, "9780000000018"), ("1941-6067", "SA", "issn", true, "19416067"),
        ("0317-8471", "IS", "issn", true, "03178471"), ("0317-8472", "IS", "issn", false, "03178472"),
        ("9770317847001", "EN", "issn", true, "9770317847001"), ("9790060115615", "EN", "ismn", true, "9790060115615"),
        ("036000291452", "SA", "upc", true, "036000291452"),
    ])
    func `are judged by their digits, whatever the qualifier says`(
        _ text: String, _ qualifier: String, _ kind: String, _ isSound: Bool, _ plain: String
    ) throws {
        let found = try identifier(text, qualifier)
        #expect(found.kind.rawValue == kind && found.isSound == isSound && found.plain == plain)
    }

    @Test func `are somebody's own where they have no check digit`() throws {
        #expect(try identifier("99913371", "SA").kind == .supplier)
        #expect(try identifier("1941-6067(20200101)14;1-F", "SI").kind == .sici)
        #expect(try identifier("ABC-1", "MF").kind == .other)
    }

    @Test func `with a wrong check digit are a warning, with the place of the number`() throws {
        var invoice = MadeInvoice()
        invoice.lines = [["LIN+1++9780000000018:EN", "QTY+47:1", "MOA+203:1.00", "RFF+LI:P"]]
        invoice.summary = ["MOA+9:1.00"]
        let finding = try #require(try invoice.opinion().findings.first { $0.rule == .ediIdentifier })
        #expect(finding.severity == .warning && finding.message.contains("9780000000018"))
    }
}
