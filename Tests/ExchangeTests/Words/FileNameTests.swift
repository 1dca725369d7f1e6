import Exchange
import Testing

@Suite struct `A file's name` {
    @Test(
        arguments: [
            ("a.txt", "a", ".txt"), ("a.tar.gz", "a.tar", ".gz"), ("a", "a", ""), (".hidden", ".hidden", ""),
            ("a.", "a", "."), (".a.b", ".a", ".b"), ("", "", ""),
        ])
    func `has two halves that make it up`(_ name: String, _ stem: String, _ ext: String) {
        let name = FileName(name)
        #expect(name.stem == stem && name.ext == ext && name.stem + name.ext == name.name)
    }

    @Test(arguments: ["*.csv", "report_*", "a?c", "[!0-9]x", "[a-z]*", "plain"])
    func `that a pattern would take can be made of the pattern`(_ text: String) throws {
        let pattern = try #require(FilePattern(text))
        #expect(pattern.matches(pattern.sample), "\(pattern.sample)")
    }
}
