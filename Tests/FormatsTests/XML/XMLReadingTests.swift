import ConformanceKit
import Exchange
import Formats
import ServerKit
import Testing

/// XML from elsewhere, cut into records.
@Suite struct XMLReadingTests {
    /// A record as names and texts, one line for each element with text or attributes.
    static func kept(_ record: borrowing XMLRecord) -> [String] {
        let whole = copy record
        return whole.elements.indices.map { index in
            let element = whole.elements[index]
            let attributes = whole.attributes[element.attributes].map {
                " \(whole.names[$0.name].local)='\(whole.text($0.text))'"
            }
            return "\(whole.name(index).local)\(attributes.joined()): \(whole.text(index))"
        }
    }

    static func suite(_ bounds: XMLBounds = .standard) throws -> ReaderSuite<XMLReading, [String]> {
        _ = try XMLReading("user")
        return ReaderSuite(
            {
                do { return try XMLReading("user", label: "id", bounds: bounds) } catch {
                    preconditionFailure("it could be made before")
                }
            }, keep: kept)
    }

    static func read(_ text: String, _ bounds: XMLBounds = .standard) throws -> ReaderOutcome<[String]> {
        try suite(bounds).read(Array(text.utf8), by: 4096)
    }

    static let sample = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- made by hand -->
        <users total_record_count="2"><?note one?>
          <user>
            <id>1</id><name>Zo\u{EB} &amp; &#x41;<![CDATA[ <b> ]]>\u{1F600}</name>
            <emails><email preferred="true" note="a&lt;b">a@example.edu</email></emails>
          </user>
          <user><id>2</id><name/></user>
        </users>

        """

    @Test func `gives names, attributes and texts, and says where`() throws {
        let outcome = try Self.read(Self.sample)
        #expect(outcome.fault == nil && outcome.findings.isEmpty)
        #expect(
            outcome.records == [
                [
                    "user: ", "id: 1", "name: Zo\u{EB} & A <b> \u{1F600}", "emails: ",
                    "email preferred='true' note='a<b': a@example.edu",
                ], ["user: ", "id: 2", "name: "],
            ])
        #expect(outcome.positions.map(\.line) == [4, 8])
        #expect(outcome.positions.map(\.path) == ["1", "2"])
        let bytes = Array(Self.sample.utf8)
        for position in outcome.positions {
            #expect(bytes[..<position.byte].suffix(5).elementsEqual("<user".utf8), "\(position)")
        }
    }

    @Test func `keeps the promises of every reader`() throws {
        let suite = try Self.suite()
        let broken = Self.sample.replacingOccurrences("&amp;", "&").replacingOccurrences("</id><name/>", "<name></id>")
        for text in [Self.sample, broken, "\u{FEFF}" + Self.sample, " \n" + Self.sample] {
            #expect(suite.chunking(Array(text.utf8)).isEmpty)
            #expect(suite.order(Array(text.utf8)).isEmpty)
        }
        #expect(suite.truncation(Array(Self.sample.utf8)).isEmpty)
        #expect(suite.chunking(Array(Self.sample.utf8.map { $0 == 0xC3 ? 0xFF : $0 })).isEmpty)
    }

    @Test func `a file cut anywhere is a fault, but for its last line end`() throws {
        let bytes = Array(Self.sample.utf8)
        for length in 0..<bytes.count - 2 {
            let fault = try Self.suite().read(Array(bytes[..<length]), by: 4096).fault
            #expect([.xmlCut, .xmlIllFormed].contains(fault?.code), "cut at \(length): \(String(describing: fault))")
        }
    }

    @Test func `a file that breaks off says what was open and how much was read`() throws {
        let fault = try Self.read("<users>\n<user><id>1</id></user>\n<us").fault
        #expect(fault?.message == "The file ends inside <users>; 1 record was read before.")
    }

    @Test func `goes on behind what is ill-formed, and says it with record and line`() throws {
        let text = """
            <users>
            <user><id>1</id><name>A & B</name></user>
            <user><id>2</id><name>C</nome></user>
            <user><id>3</id><name>D&nbsp;E</name></user>
            <user><id>4</id><name>F</name></user>
            </users>
            """
        let outcome = try Self.read(text)
        #expect(outcome.fault == nil, "\(String(describing: outcome.fault))")
        #expect(outcome.records.count == 4)
        #expect(outcome.findings.map(\.position.line) == [2, 3, 4])
        #expect(outcome.findings.map(\.position.record) == [1, 2, 3])
        #expect(outcome.findings.map(\.position.path) == ["1", "2", "3"])
        #expect(outcome.findings.allSatisfy { $0.severity == .error && $0.rule == .xmlIllFormed })
        #expect(outcome.records.last == ["user: ", "id: 4", "name: F"])
    }

    @Test func `references behind a mistake still mean what they say`() throws {
        let text = """
            <users>
            <user><id>1</id><name>A</nome></user>
            <user><id>2</id><name>B &amp; C &lt; D &#62;</name></user>
            </users>
            """
        #expect(try Self.read(text).records.last == ["user: ", "id: 2", "name: B & C < D >"])
    }

    @Test func `an ampersand that stands alone is found at its place, and waits for nothing`() throws {
        let long = String(repeating: "<user><id>9</id></user>", count: 40_000)
        let text =
            "<users><!-- & --><user a='1 & 2'><id>R&D</id><n><![CDATA[&]]>&amp;</n></user>\n\(long)<user>&</user></users>"
        let bytes = Array(text.utf8)
        let outcome = try Self.suite().read(bytes, by: 10_000)
        #expect(outcome.fault == nil && outcome.records.count == 40_002)
        #expect(outcome.records.first == ["user a='1 ? 2': ", "id: R?D", "n: &&"])
        #expect(outcome.findings.map(\.position.line) == [1, 1, 2])
        #expect(outcome.findings.allSatisfy { bytes[$0.position.byte] == 0x26 && $0.rule == .xmlIllFormed })
    }

    @Test func `a record that is never closed does not swallow the next`() throws {
        let text =
            "<users>\n<user><id>1</id><name>A</nam></user>\n<user><id>2</id></name>\n<user><id>3</id></user>\n</users>"
        let outcome = try Self.read(text)
        #expect(outcome.records.contains(["user: ", "id: 3"]), "\(outcome.records)")
    }

    @Test func `bytes that are no UTF-8 and characters XML forbids are found each, and the rest is read`() throws {
        let text =
            Array("<users>\n<user><id>1</id><n>M\u{1}</n></user>\n<user><id>2</id><n>".utf8)
            + [0xFC, 0x6D, 0xE9] + Array("</n></user>\n<user><id>3</id><n>\u{FC}</n></user></users>".utf8)
        let outcome = try Self.suite().read(text, by: 7)
        #expect(outcome.findings.map(\.rule) == [.xmlCharacter, .xmlCharacter, .xmlCharacter])
        #expect(outcome.findings.map(\.position.line) == [2, 3, 3])
        #expect(outcome.findings.map(\.position.record) == [1, 2, 2])
        #expect(outcome.findings.map(\.position.byte).map { text[$0] } == [1, 0xFC, 0xE9])
        #expect(outcome.records.last == ["user: ", "id: 3", "n: \u{FC}"])
    }

    @Test func `another encoding is converted, where the document names it`() throws {
        let head = Array("<?xml version='1.0' encoding='ISO-8859-1'?>\n<users><user><id>".utf8)
        let outcome = try Self.suite().read(head + [0xFC] + Array("</id></user></users>".utf8), by: 3)
        #expect(outcome.records == [["user: ", "id: \u{FC}"]] && outcome.findings.isEmpty)
        var utf16: [UInt8] = [0xFF, 0xFE]
        for unit in "<users><user><id>\u{FC}</id></user></users>".utf16 {
            utf16 += [UInt8(unit & 255), UInt8(unit >> 8)]
        }
        #expect(try Self.suite().read(utf16, by: 3).records == [["user: ", "id: \u{FC}"]])
        let unknown = try Self.read("<?xml version='1.0' encoding='KLINGON-7'?><users/>")
        #expect(unknown.fault != nil || !unknown.findings.isEmpty)
    }

    @Test func `what stands before the declaration is a finding, and reading goes on`() throws {
        for junk in ["\n", "  \n", "HTTP/1.1 200 OK\n\n"] {
            let outcome = try Self.read(junk + Self.sample)
            #expect(outcome.findings.map(\.rule) == [.xmlProlog] && outcome.records.count == 2, "\(outcome)")
        }
        #expect(try Self.read("\u{FEFF}" + Self.sample).findings.isEmpty)
        #expect(try Self.read("\n<users><user/></users>").findings.isEmpty)
    }

    @Test func `a namespace is told from a name, and a prefix means nothing`() throws {
        var namespaces: [String] = []
        for text in ["<u:users xmlns:u='urn:x'><u:user/></u:users>", "<users xmlns='urn:x'><user/></users>"] {
            var reading = try XMLReading("user")
            let keep: XMLReading.Emit = { record, _ in
                namespaces.append((copy record).name(0).namespace)
                return .more
            }
            let report = Report()
            _ = try Array(text.utf8).withUnsafeBytes { try reading.read($0, report: report, keep) }
            try reading.finish(report: report, keep)
            #expect(reading.root?.name == XMLName("users", in: "urn:x"))
        }
        #expect(namespaces == ["urn:x", "urn:x"])
    }
}

extension String {
    func replacingOccurrences(_ old: String, _ new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
