import Exchange
import Formats
import Testing

@Suite struct CSVSnifferTests {
    private func guess(_ bytes: [UInt8]) -> CSVGuess {
        bytes.withUnsafeBytes { CSVSniffer.guess($0, whole: true) }
    }

    @Test(
        "Delimiter, header and encoding are found",
        arguments: [(",", TextEncoding.utf8), (";", .utf8), ("\t", .utf8), ("|", .utf8), (";", .utf16)])
    func finds(_ delimiter: String, _ encoding: TextEncoding) throws {
        let rows = [
            ["id", "name", "city"], ["u1", "Anna", "Graz"], ["u2", "Björn", "\"Wien, 3\""], ["u3", "José", "Linz"],
        ]
        let text = rows.map { $0.joined(separator: delimiter) }.joined(separator: "\n") + "\n"
        let found = guess(encoding == .utf16 ? wide(text) : Array(text.utf8))
        #expect(found.delimiter == delimiter.utf8.first)
        #expect(found.encoding == encoding)
        #expect(found.columns == 3)
        #expect(found.hasHeader)
        #expect(found.confidence >= 90)
    }

    @Test("Windows-1252 and Latin-1 are told apart where they differ")
    func narrow() {
        #expect(guess(Array("a,b\n1,".utf8) + [0xE9, 0x0A]).encoding == .latin1)
        #expect(guess(Array("a,b\n1,".utf8) + [0x80, 0x0A]).encoding == .windows1252)
    }

    @Test("A table without a header is seen to have none")
    func headless() {
        #expect(!guess(Array("1,Anna\n2,Bert\n3,Carl\n".utf8)).hasHeader)
    }

    @Test("What is no table is said not to be, or gets no confidence")
    func nothing() {
        #expect(guess([]).notCSV != nil)
        #expect(guess(Array("%PDF-1.4".utf8)).notCSV == "a PDF file")
        #expect(guess(Array("just some prose\nwithout any columns\n".utf8)).confidence < 50)
    }
}
