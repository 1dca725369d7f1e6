import ConformanceKit
import Exchange
import Formats
import Testing

@Suite struct XMLScanTests {
    private func scan(_ text: [UInt8], by size: Int, checksUTF8: Bool = true) -> (XMLScan, Fault?) {
        let scan = XMLScan(counting: "user", depth: 2, checksUTF8: checksUTF8)
        do throws(Fault) {
            var index = 0
            while index < text.count {
                let chunk = Array(text[index..<min(text.count, index + size)])
                try chunk.withUnsafeBufferPointer { chunk throws(Fault) in try scan.read(UnsafeRawBufferPointer(chunk))
                }
                index += size
            }
            try scan.finish()
            return (scan, nil)
        } catch {
            return (scan, error)
        }
    }

    private static let document =
        "<?xml version=\"1.0\"?>\n<users a=\"1\"><user>é<user/>日</user><user b='>'/><users/></users>\n"

    @Test("Elements are counted at their depth, whatever the chunks", arguments: 1...30)
    func counts(_ size: Int) {
        let (scan, fault) = scan(Array(XMLScanTests.document.utf8), by: size)
        #expect(fault == nil)
        #expect(scan.root == "users")
        #expect(scan.counted == 2)
        #expect(scan.elements == 5)
    }

    @Test("A document cut anywhere is a fault that says where")
    func truncated() {
        let bytes = Array(XMLScanTests.document.utf8.dropLast())
        for length in 0..<bytes.count {
            let (_, fault) = scan(Array(bytes[..<length]), by: 7)
            #expect(fault?.code == .xmlDamaged)
            #expect(fault?.context["byte"] == "\(length)")
        }
    }

    @Test(
        "What does not match is found at its byte",
        arguments: [
            ("<a><b></a>", 6), ("<a></b>", 3), ("<a/><b/>", 4), ("</a>", 0), ("x<a/>", 0), ("<a/>x", 4),
            ("<a>< b/></a>", 3),
            ("<a><!-- --></a>", 3), ("<a></ab>", 3), ("<ab></a>", 4), ("<a><?pi?></a>", 3),
        ])
    func mismatches(_ text: String, _ byte: Int) {
        for size in [1, 3, 100] {
            let (_, fault) = scan(Array(text.utf8), by: size)
            #expect(fault?.context["byte"] == "\(byte)")
        }
    }

    @Test("What is no UTF-8 is found at its byte, in any chunks", arguments: 1...12)
    func encoding(_ size: Int) {
        let bytes = Array("<a>é日😀".utf8) + [0xE6, 0x97] + Array("x</a>".utf8)
        let (_, fault) = scan(bytes, by: size)
        #expect(fault?.context["byte"] == "12")
        #expect(scan(bytes, by: size, checksUTF8: false).1 == nil)
    }

    @Test("Mutated documents never crash", arguments: 0..<200 as Range<UInt64>)
    func mutated(_ seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let bytes = Mutation.of(Array(XMLScanTests.document.utf8), &numbers)
        let whole = scan(bytes, by: 1000).1
        #expect((whole == nil) == (scan(bytes, by: 1).1 == nil))
    }
}
