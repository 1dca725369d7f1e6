import ConformanceKit
import Exchange
import Formats
import Testing

/// What is asked for beside the records of a document.
@Suite struct XMLInterestsTests {
    private static let text =
        "<?xml version=\"1.0\"?>\n<r xmlns:x='u'><n> 41\u{E9}</n><n>42</n><rec><x:part a='>'>1</x:part> <x:part/><n>9</n></rec><n>43</n></r>"

    /// The text between the records, and each measured part as the source has it, cut by the places given.
    private func read(_ text: String, by size: Int) throws -> (kept: String?, parts: [String]) {
        let bytes = Array(text.utf8)
        var reading = try XMLReading("rec", interests: XMLInterests(kept: ["n"], measured: ["part"]))
        var parts: [String] = []
        func take(_ record: XMLRecord) {
            for index in record.elements.indices where record.elements[index].end > 0 {
                let element = record.elements[index]
                let start = bytes[..<element.byte].lastIndex(of: 0x3C) ?? 0
                parts.append(String(decoding: bytes[start..<element.end], as: UTF8.self))
            }
        }
        try GivenFile("some.xml", bytes, chunk: size).eachChunk { chunk throws(Fault) in
            try reading.read(chunk, report: Report()) { record, _ throws(Fault) in
                take(copy record)
                return .more
            }
        }
        try reading.finish(report: Report()) { record, _ throws(Fault) in
            take(copy record)
            return .more
        }
        return (reading.kept["n"], parts)
    }

    @Test(arguments: [1, 3, 16, 4096]) func `texts between records are kept, and parts of records are measured`(
        size: Int
    ) throws {
        let parts = ["<x:part a='>'>1</x:part>", "<x:part/>"]
        for text in [Self.text, "\u{FEFF}" + Self.text] {
            let (kept, found) = try read(text, by: size)
            #expect(kept == " 41\u{E9}" && found == parts)
        }
    }

    @Test func `a long text between records costs no memory`() throws {
        let long = Self.text.replacing("42", with: "").replacing(" 41", with: String(repeating: "x", count: 1 << 20))
        #expect(try read(long, by: 4096).kept?.count == 1024)
    }
}
