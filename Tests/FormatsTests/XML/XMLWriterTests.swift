import Exchange
import Formats
import Testing

@Suite struct XMLWriterTests {
    private func written(_ body: (XMLWriter) throws(Fault) -> Void) throws(Fault) -> String {
        let sink = MemorySink()
        let writer = XMLWriter(sink)
        try body(writer)
        try writer.finish()
        #expect(writer.count == sink.count)
        return String(decoding: sink.bytes, as: UTF8.self)
    }

    @Test("A document comes out compact")
    func document() throws {
        let text = try written { writer throws(Fault) in
            try writer.declaration()
            try writer.start("users")
            try writer.start("user")
            _ = try writer.attribute("type", "a<\"b\"\t\n\r&>'")
            _ = try writer.element("name", "Björn & <Söhne>")
            try writer.start("note")
            try writer.end("note")
            try writer.markup("<x><y>")
            _ = try writer.text("1\r\n2\t\"'")
            try writer.markup("</y></x>")
            try writer.end("user")
            try writer.end("users")
        }
        #expect(
            text == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<users><user type=\"a&lt;&quot;b&quot;&#9;&#10;&#13;&amp;&gt;'\"><name>Björn &amp; &lt;Söhne&gt;</name>"
                + "<note/><x><y>1&#13;\n2\t\"'</y></x></user></users>")
    }

    static let forbidden: [[UInt8]] =
        ((0..<0x20).filter { ![9, 10, 13].contains($0) }.map { [UInt8($0)] })
        + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF], [0xC0, 0xAF]]

    @Test("What XML forbids is never written, at any place of the text", arguments: forbidden)
    func forbids(_ bytes: [UInt8]) throws {
        for (before, after) in [(0, 0), (1, 0), (7, 9), (8, 8), (30, 1)] {
            let text =
                Array(repeating: UInt8(ascii: "x"), count: before) + bytes
                + Array(repeating: UInt8(ascii: "y"), count: after)
            #expect(XMLText.firstForbidden(text) == before)
            let out = try written { writer throws(Fault) in
                try writer.start("a")
                #expect(try writer.attribute("b", text) == false)
                #expect(try writer.text(text) == false)
                #expect(try writer.element("c", text) == false)
                try writer.end("a")
            }
            #expect(out == "<a/>")
        }
    }

    @Test(
        "All that XML allows is written",
        arguments: ["\t\n ", "\u{7F}\u{80}\u{85}", "\u{D7FF}\u{E000}\u{FFFD}", "😀\u{10FFFF}"])
    func allows(_ text: String) throws {
        let out = try written { writer throws(Fault) in #expect(try writer.element("a", text)) }
        #expect(out == "<a>\(text)</a>")
    }

    @Test("Each character in each place of a word is escaped", arguments: ["&", "<", ">", "\r"])
    func everyPlace(_ character: String) throws {
        let escaped = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"][character] ?? ""
        for place in 0..<20 {
            let before = String(repeating: "=", count: place)
            let out = try written { writer throws(Fault) in #expect(try writer.text("\(before)\(character)?;~")) }
            #expect(out == "\(before)\(escaped)?;~")
        }
    }

    @Test("A held record can be taken back, however large")
    func takesBack() throws {
        let big = [UInt8](repeating: UInt8(ascii: "z"), count: 100_000)
        let text = try written { writer throws(Fault) in
            try writer.start("all")
            writer.hold()
            for _ in 0..<20 { _ = try writer.element("lost", big) }
            writer.rollback()
            writer.hold()
            _ = try writer.element("kept", "k")
            try writer.release()
            try writer.end("all")
        }
        #expect(text == "<all><kept>k</kept></all>")
    }

    @Test("Long texts pass through in pieces")
    func long() throws {
        let sink = MemorySink()
        let writer = XMLWriter(sink)
        let text = Array(repeating: Array("a&é".utf8), count: 300_000).flatMap { $0 }
        _ = try writer.element("t", text)
        _ = try writer.element("t", [UInt8](repeating: 0x61, count: 1_000_000))
        try writer.finish()
        #expect(sink.count == 7 + 300_000 * 8 + 7 + 1_000_000)
    }
}
