import Exchange
import Foundation
import ServerKit
import Testing

@testable import Formats

/// Two ways through one document, held against each other to the last place.
@Suite struct `XML read the quick way` {
    /// All there is to say of what was read.
    struct Outcome: Equatable {
        var records: [[String]] = []
        var positions: [Position] = []
        var findings: [String] = []
        var root: XMLRoot?
        var outside: [XMLOutside] = []
        var fault: String?
    }

    static func outcome(_ bytes: [UInt8], _ record: String, isThorough: Bool, by size: Int) -> Outcome {
        var outcome = Outcome()
        let report = Report(keptPerRule: .max)
        do throws(Fault) {
            var reading = try XMLReading(record, label: "id", isThorough: isThorough)
            func emit(_ record: borrowing XMLRecord, _ position: Position) -> Demand {
                let whole = copy record
                outcome.positions.append(position)
                outcome.records.append(
                    whole.elements.indices.map { index in
                        let element = whole.elements[index]
                        let attributes = whole.attributes[element.attributes].map {
                            "\(whole.names[$0.name])=\(whole.text($0.text))"
                        }
                        return
                            "\(whole.name(index)) \(element.parent) \(element.line) \(element.byte) \(attributes) "
                            + "\(element.hasChildren) \(element.hasStrayText) \(whole.text(index))"
                    } + ["end \(whole.end)"] + whole.problems.map { "\($0)" })
                return .more
            }
            defer {
                outcome.root = reading.root
                outcome.outside = reading.outside
            }
            var start = 0
            while start < bytes.count {
                let chunk = Array(bytes[start..<min(bytes.count, start + size)])
                try chunk.withUnsafeBufferPointer { (chunk: UnsafeBufferPointer<UInt8>) throws(Fault) in
                    _ = try reading.read(UnsafeRawBufferPointer(chunk), report: report) {
                        record, position throws(Fault) in
                        emit(record, position)
                    }
                }
                start += size
            }
            try reading.finish(report: report) { record, position throws(Fault) in emit(record, position) }
        } catch {
            outcome.fault = "\(error.code) \(error.message) \(error.context.sorted { $0.key < $1.key })"
        }
        outcome.findings = report.findings.map { "\($0.rule) \($0.position) \($0.message)" }
        return outcome
    }

    static func compare(_ bytes: [UInt8], _ record: String, _ about: Comment) {
        let thorough = outcome(bytes, record, isThorough: true, by: 4096)
        for size in [7, 40_000] {
            let quick = outcome(bytes, record, isThorough: false, by: size)
            if quick == thorough { continue }
            let pairs = zip("\(quick)", "\(thorough)").enumerated()
            let first = pairs.first { $0.element.0 != $0.element.1 }?.offset ?? 0
            let parts = ["\(quick)", "\(thorough)"].map { $0.dropFirst(max(0, first - 200)).prefix(500) }
            Issue.record("\(about): by \(size)\nquick    \(parts[0])\nthorough \(parts[1])")
            return
        }
    }

    static let fees = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xb:fragment xmlns:xb="http://com/example/fees">
          <xb:list><xb:number>4</xb:number></xb:list>
          <xb:list>
            <xb:user>
              <xb:id>900</xb:id><xb:name>Zo\u{EB}, &amp; Ines &lt;x&gt; a>b</xb:name>
              <xb:comment xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>
              <xb:empty/><xb:empty></xb:empty><xb:blank>  </xb:blank>
              <xb:sum currency="USD" xb:kind='fee'>85.5</xb:sum
              ></xb:user>
            <xb:user xmlns="http://com/example/other" xmlns:xb="http://com/example/fees">
              <inner>1</inner><xb:id>2</xb:id>
              mixed <inner xmlns="">text</inner> here
            </xb:user>
          </xb:list>
        </xb:fragment>

        """

    static let oddities: [String] = [
        "", " ", "<a/>", "<a></a>", "<user/>", "<a><user/></a>x", "<a><user/></a>\n", "<a/><b/>", "<a><user></a>",
        "<a><user>1</user>", "<a><!-- c --><user>1</user></a>", "<a><user>1<!-- > -->2</user></a>",
        "<a><user><![CDATA[<x>]]></user></a>", "<a><user>a\r\nb</user></a>", "<a><user>&#65;&#x42;</user></a>",
        "<a><user>&nope;</user></a>", "<a><user>]]></user></a>", "<a><user b='1' b='2'/></a>", "<a><p:user/></a>",
        "<a xmlns:p='u' xmlns:q='u'><user p:b='1' q:b='2'/></a>", "<a><user b=\"a&lt;b\"/></a>",
        "<a><user b=\"a\nb\"/></a>", "<a><user b=\"a>b\">1</user></a>", "<a><user xml:lang='en'>1</user></a>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a><user>1</user></a>", "<?xml version='1.1'?><a><user/></a>",
        "\u{FEFF}<a><user>1</user></a>", "junk<a><user>1</user></a>", "<!DOCTYPE a><a><user>1</user></a>",
        "<a><us\u{E9}r/><user>1</user></a>", "<a>text<user>1</user>text</a>", "<a><user>1</user><x>2</x></a>",
        "<a><user><user>1</user></user></a>", "<a><user >1</user ></a>", "<a><user\n>1</user></a>",
        "<a><user><b:c:d/></user></a>", "<a><user><1/></user></a>", "<a><user>a & b</user></a>",
        "<a xmlns='u'><user>1</user></a>", "<a><user>1</user></a><?pi x?>", "<a><user>1</user></a>\n<!-- e -->\n",
        "<a><user>\u{0}</user></a>", "<a><user>\u{1}</user></a>", "<a><user b='x'c='y'/></a>", "<a><user b/></a>",
        "<a><user>1</user><user", "<a><user>1</user>&", "<a><user>&am", "<a><user>1</userx></a>",
    ]

    @Test(arguments: oddities) func `is what libxml2 makes of it, whatever it is`(text: String) {
        Self.compare(Array(text.utf8), "user", "\(text)")
    }

    @Test func `is what libxml2 makes of it, whole, cut anywhere, and with any byte changed`() {
        let bytes = Array(Self.fees.utf8)
        Self.compare(bytes, "user", "whole")
        for length in stride(from: 0, to: bytes.count, by: 3) {
            Self.compare(Array(bytes[..<length]), "user", "cut at \(length)")
        }
        var random = SystemRandomNumberGenerator()
        let seed = random.next()
        print("XML quick: seed \(seed)")
        var numbers = Numbers(state: seed)
        let letters = Array("<>/=\"'& \n\r;:xa!?[]-#1".utf8) + [0, 0xC3, 0xA9, 0xFF]
        for turn in 0..<3000 {
            var mutant = bytes
            for _ in 0..<Int.random(in: 1...3, using: &numbers) {
                let place = Int.random(in: 0..<mutant.count, using: &numbers)
                let letter = letters.randomElement(using: &numbers)!
                switch Int.random(in: 0..<4, using: &numbers) {
                case 0: mutant.remove(at: place)
                case 1: mutant.insert(letter, at: place)
                case 2: mutant[place] = letter
                default: mutant.replaceSubrange(place..<min(mutant.count, place + 9), with: mutant.prefix(5))
                }
            }
            Self.compare(mutant, "user", "seed \(seed), turn \(turn)")
        }
    }

    /// Tags that are known from before, in places where they mean the same and where they do not.
    static let repetition: String = {
        let kinds = [
            "<xb:user><xb:id>1</xb:id><xb:nil xsi:nil=\"true\" xmlns:xsi=\"urn:i\"/><xb:sum p:kind=\"fee\">85.5</xb:sum></xb:user>",
            "<xb:user><xb:id>2</xb:id>\n  <xb:nil xsi:nil=\"true\" xmlns:xsi=\"urn:i\"/>\n  <xb:sum p:kind=\"fee\">a, b</xb:sum>\n</xb:user>",
            "<xb:user xmlns:p=\"urn:other\"><xb:id>3</xb:id><xb:sum p:kind=\"fee\">1</xb:sum><xb:empty/></xb:user>",
            "<xb:user xmlns:xb=\"urn:z\"><xb:id>4</xb:id><xb:sum p:kind=\"fee\">1</xb:sum></xb:user>",
            "<xb:user><xb:id>5</xb:id><xb:sum\n p:kind=\"fee\"\n>1</xb:sum><xb:empty/>\ttext</xb:user>",
            "<xb:user><xb:id>6</xb:id><plain a=\"1\" b=\"2\"/><plain a=\"1\" b=\"2\">x</plain><xb:empty/><xb:sum/></xb:user>",
        ]
        let order = [0, 0, 1, 1, 0, 2, 2, 0, 3, 3, 1, 4, 4, 5, 5, 0, 2, 3, 4, 5, 1, 0]
        return "<xb:all xmlns:xb=\"urn:x\" xmlns:p=\"urn:p\">\n" + order.map { kinds[$0] }.joined(separator: "\n  ")
            + "\n</xb:all>\n"
    }()

    @Test func `what came before is known again, and only where it means the same`() {
        let bytes = Array(Self.repetition.utf8)
        Self.compare(bytes, "user", "whole")
        var random = SystemRandomNumberGenerator()
        let seed = random.next()
        print("XML quick, repetition: seed \(seed)")
        var numbers = Numbers(state: seed)
        let letters = Array("<>/=\"'& \n\t:xbp1".utf8) + [0xC3]
        for turn in 0..<600 {
            var mutant = bytes
            let place = Int.random(in: 0..<mutant.count, using: &numbers)
            switch Int.random(in: 0..<4, using: &numbers) {
            case 0: mutant.remove(at: place)
            case 1: mutant.insert(letters.randomElement(using: &numbers)!, at: place)
            case 2: mutant[place] = letters.randomElement(using: &numbers)!
            default:
                let other = Int.random(in: 0..<mutant.count, using: &numbers)
                mutant.replaceSubrange(
                    place..<min(mutant.count, place + 40), with: bytes[other..<min(bytes.count, other + 40)])
            }
            Self.compare(mutant, "user", "seed \(seed), turn \(turn)")
        }
    }

    @Test func `tokens longer than a block, and broken off by one, are put together again`() {
        for length in [10, 32_760, 32_768, 40_000, 70_000, 300_000] {
            let long = String(repeating: "ab c", count: length / 4)
            for text in [
                "<a><user>\(long)</user><user>2</user></a>", "<a><user b=\"\(long)\">1</user></a>",
                "<a>\(String(repeating: " ", count: length))<user>1</user></a>",
                "<a>\(String(repeating: "<user>1</user>\n", count: length / 100))</a>",
            ] { Self.compare(Array(text.utf8), "user", "\(length)") }
        }
    }

    struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
