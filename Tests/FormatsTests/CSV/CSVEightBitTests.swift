import Exchange
import Formats
import Testing

/// UTF-8 under a declared 8-bit encoding: every byte is a letter there, so nothing but the pattern gives it away.
@Suite struct CSVEightBitTests {
    private func read(_ text: [UInt8], _ encoding: TextEncoding) -> (Report, Fault?) {
        let report = Report()
        let table = CSVTable(CSVDialect(encoding: encoding), needs: ["ID", "NAME"])
        do {
            _ = try table.read(text.span.bytes, report: report) { _, _ throws(Fault) in .more }
            try table.finish(report: report) { _, _ throws(Fault) in .more }
            return (report, nil)
        } catch {
            return (report, error)
        }
    }

    @Test(arguments: [TextEncoding.latin1, .windows1252])
    func `is refused where all of many records show it`(_ encoding: TextEncoding) {
        let text = "ID,NAME\n1,Müller\n2,Smith\n3,Peña\n4,Zoë\n"
        let (_, fault) = read(Array(text.utf8), encoding)
        #expect(fault?.code == .csvEncodingUTF8 && fault?.end == .rejected)
    }

    @Test func `is only remarked on where a record or two show it`() {
        let (report, fault) = read(Array("ID,NAME\n1,Müller\n2,Smith\n".utf8), .latin1)
        #expect(fault == nil && report.count(of: .csvEncodingUTF8) == 1 && report.count(.error) == 0)
    }

    @Test func `is no matter where one record is not UTF-8`() {
        let text = Array("ID,NAME\n1,Müller\n3,Peña\n4,Zoë\n5,".utf8) + [0xE9, 0x0A]
        let (report, fault) = read(text, .latin1)
        #expect(fault == nil && report.findings.isEmpty)
    }

    @Test func `is no matter where text is ASCII, or declared as UTF-8`() {
        #expect(read(Array("ID,NAME\n1,a\n2,b\n3,c\n".utf8), .latin1).0.findings.isEmpty)
        #expect(read(Array("ID,NAME\n1,ä\n2,ö\n3,ü\n".utf8), .utf8).0.findings.isEmpty)
    }

    @Test func `two columns of one name are refused only where the name is needed`() {
        #expect(read(Array("ID,NAME,X,X\n1,a,,\n".utf8), .utf8).1 == nil)
        #expect(read(Array("ID,NAME,NAME\n1,a,b\n".utf8), .utf8).1?.code == .csvHeaderDoubled)
    }
}
