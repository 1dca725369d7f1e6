import Exchange
import Setup
import Testing

/// What is spelled for a configuration file is read back as the same text.
@Suite struct NodeSpellingTests {
    static let texts = [
        "STVLEVL", "First Name", "Straße", "1", "12:30", "a: b", "a #b", "#a", "null", "Yes", "~", "", " a", "a ", "-",
        "- a",
        "{x}", "[x]", "a, b", "a\"b", "a\\b", "it's", "tab\tbed", "line\nbreak", "\u{7}", "\u{85}", "\u{2028}",

        "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "?", "a]b", "E-Mail", "=", "<<", "Ω", "😀", "MM/DD/YYYY", "|", ";",
    ]

    @Test(arguments: texts) func `alone and between braces`(_ text: String) throws {
        let spelled = Node.spelled(text)
        let yaml = "alone: \(spelled)   # a comment\nbraces: {column: \(spelled), other: x}\n"
        let node = try YAMLReader.read(Array(yaml.utf8), file: "test.yaml")
        #expect(node["alone"]?.text == text)
        #expect(node["braces"]?["column"]?.text == text)
    }

    @Test func `a plain name needs no quotes`() {
        #expect(Node.spelled("SPRIDEN_ID") == "SPRIDEN_ID")
        #expect(Node.spelled("no") == "\"no\"")
    }
}
