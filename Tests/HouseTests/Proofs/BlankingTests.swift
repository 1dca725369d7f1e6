import Testing

@Suite struct BlankingTests {
    @Test(arguments: [
        (#"let a = "print(x)""#, #"let a = "        ""#),
        (#"let a = "\"try!\"" + b"#, #"let a = "        " + b"#),
        ("a // print(x)\nb", "a            \nb"),
        ("a /* x /* y */ z */ b", "a                   b"),
        (#""a\(f("b") + try! g())c""#, #"" \(f(" ") + try! g()) ""#),
        (##"#"a\(b)"c"# + d"##, ##"#"       "# + d"##),
        ("\"\"\"\nas! \"x\"\n\"\"\" + b", "\"\"\"\n       \n\"\"\" + b"),
        (#"let a = "https://x" + b"#, #"let a = "         " + b"#),
        ("let a = \"unclosed\nlet b", "let a = \"        \nlet b"),
    ])
    func `comments and literals are blank, code stays`(_ text: String, _ code: String) {
        #expect(Blanking.blank(text) == code)
    }

    @Test func `places are the same in both`() throws {
        let file = SourceFile(path: "Sources/Rules/A.swift", text: "let ö = \"äöü\"\n// é\nlet here = \"x\"\n")
        let found = try #require(file.code.firstRange(of: "here"))
        #expect(file.line(at: found.lowerBound) == 3)
        #expect(file.written(found) == "here")
    }

    @Test func `whatever is cut off, every byte keeps its place`() {
        let text = #"a("\(b("c") /* d "e */)" // f"# + "\n\"\"\"\n g \\(h) \"\"\" #\"i\"#"
        for length in 0...text.utf8.count {
            let part = String(decoding: text.utf8.prefix(length), as: UTF8.self)
            #expect(Blanking.blank(part).utf8.count == part.utf8.count)
        }
    }
}
