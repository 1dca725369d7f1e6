import ConformanceKit
import Exchange
import Feeds
import Formats
import ServerKit
import Testing

@Suite struct `A file from anywhere` {
    private static let profile: Node = [
        "fields": ["primary_id": ["column": "ID", "required": "yes"], "birth_date": "BORN"]
    ]
    private static let xml =
        "<?xml version=\"1.0\"?>\n<users><user><primary_id>1</primary_id></user><user><primary_id>2</primary_id></user></users>"
    private static let gzip: [UInt8] = [
        0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 4, 0, 0x43, 0xBE, 0xB7, 0xE8, 1, 0, 0, 0,
    ]

    private func examined(_ file: GivenFile) -> (report: Report, fault: Fault?, missed: [String]) {
        let report = Report()
        do throws(Fault) { return (report, nil, try SISUsersFeed.examine(file, report: report)) } catch {
            return (report, error, [])
        }
    }

    private func validated(_ file: GivenFile) throws -> (report: Report, fault: Fault?) {
        let feed = try SISUsersFeed.reading(Self.profile)
        let report = Report()
        do throws(Fault) {
            try feed.validate(file, now: Converted.facts.now, outside: nil, report: report)
            return (report, nil)
        } catch { return (report, error) }
    }

    @Test func `is recognised by its first bytes`() throws {
        let zip = try Converted(Self.profile, "ID,BORN\n1,\n").delivered()
        #expect(try SISUsersFeed.recognise(zip) == "a zipped user file")
        #expect(try SISUsersFeed.recognise(GivenFile("u", Self.xml)) == "a user file")
        #expect(try SISUsersFeed.recognise(GivenFile("u", "\u{FEFF} \n" + Self.xml)) == "a user file")
        #expect(try SISUsersFeed.recognise(GivenFile("u", "ID;NAME\n1;a\n")) == "a source table (CSV)")
    }

    @Test func `that is a table is held against its own structure`() {
        let (report, fault, missed) = examined(GivenFile("t.csv", "A;B\n1;2\n3\n4;5\n"))
        #expect(fault == nil && report.tally.read == 3 && report.tally.rejected == 1 && report.tally.balances)
        #expect(report.findings.map(\.rule) == [.csvRowRagged] && report.findings.first?.position.line == 3)
        #expect(report.remarks.last == "Columns: A, B" && !missed.isEmpty)
    }

    @Test func `that is a user file is counted`() throws {
        for name in ["bare", "zipped"] {
            let zipped = try Converted(Self.profile, "ID,BORN\n1,\n2,\n").delivered()
            let (report, fault, missed) = examined(name == "bare" ? GivenFile("u.xml", Self.xml) : zipped)
            #expect(fault == nil && report.tally.read == 2 && report.tally.accepted == 2, "\(name)")
            #expect(!missed.isEmpty)
        }
    }

    @Test(arguments: ["<html><user/></html>", "<users><user></users>", "<users>", "<", "<users/><users/>"])
    func `that is other XML is refused`(text: String) {
        #expect(examined(GivenFile("u.xml", text)).fault?.end == .rejected)
    }

    @Test func `that is garbage is refused as no CSV file`() {
        for bytes in [Self.gzip, Array("%PDF-1.7\n".utf8)] {
            let fault = examined(GivenFile("x", bytes)).fault
            #expect(fault?.code == .csvNotCSV && fault?.disposition == .reject)
        }
        #expect(examined(GivenFile("x", "")).fault?.end == .rejected)
        #expect(examined(GivenFile("x", "PK\u{3}\u{4}broken")).fault?.end == .rejected)
    }

    @Test func `may be zipped by somebody else's program`() throws {
        let scratch = try Scratch()
        try scratch.write("users.xml", Self.xml)
        let python = Program("/usr/bin/python3")
        let made = try python.run(
            "-c",
            """
            import sys, zipfile
            class Pipe:
                def __init__(self, out): self.out = out
                def write(self, bytes): return self.out.write(bytes)
                def flush(self): self.out.flush()
            with open(sys.argv[2], 'wb') as out, zipfile.ZipFile(Pipe(out), 'w', zipfile.ZIP_DEFLATED) as zip:
                zip.write(sys.argv[1], 'users.xml')
            """, scratch.at("users.xml"), scratch.at("users.zip"))
        #expect(made.status == 0, "\(made.errors)")
        let zip = try #require(scratch.bytes("users.zip"))
        let (report, fault, _) = examined(GivenFile("users.zip", zip))
        #expect(fault == nil && report.tally.accepted == 2)
        #expect(examined(GivenFile("users.zip", Array(zip.prefix(zip.count / 2)))).fault?.end == .rejected)
    }

    @Test func `is validated with a profile: every rule, and nothing is written`() throws {
        let (report, fault) = try validated(GivenFile("p.csv", "ID,BORN\n1,1970-01-01\n,\n3,soon\n"))
        #expect(fault == nil && report.tally.read == 3 && report.tally.accepted == 1)
        #expect(report.findings.map(\.rule) == [.sisRequired, .sisDate])
    }

    @Test func `is refused with a profile where its columns are missing, or it is empty`() throws {
        #expect(try validated(GivenFile("p.csv", "A,B\n1,2\n")).fault?.code == .csvColumnMissing)
        #expect(try validated(GivenFile("p.csv", "")).fault?.code == .csvEmpty)
    }

    @Test func `is read with a profile as that profile reads it, whatever else it might be`() throws {
        let zip = try Converted(Self.profile, "ID,BORN\n1,\n").delivered()
        #expect(try validated(zip).fault?.code == .csvNotCSV)
        #expect(try validated(GivenFile("u.xml", Self.xml)).fault?.code == .csvNotCSV)
    }

    @Test func `never crashes the examination, however damaged`() throws {
        let zip = try Converted(Self.profile, "ID,BORN\n1,\n2,2000-01-01\n").zip
        var numbers = SeededNumbers(seed: 99)
        for whole in [zip, Array(Self.xml.utf8), Array("ID,BORN\n1,2000-01-01\n\"2\",\n".utf8)] {
            for _ in 0..<200 {
                let file = GivenFile("x", Mutation.of(whole, &numbers), chunk: 16)
                let (report, fault, _) = examined(file)
                #expect(report.tally.balances)
                if let fault { #expect(fault.end == .rejected, "seed 99: \(fault)") }
                _ = try validated(file)
                _ = try SISUsersFeed.recognise(file)
            }
        }
    }
}
