import Exchange
import Testing

struct FilePatternTests {
    @Test(arguments: [
        ("students_*.csv", "students_1.csv"), ("students_*.csv", "students_.csv"), ("*", ""), ("*", "anything"),
        ("a?c", "abc"), ("[ab]*", "b1"), ("[a-c]x", "bx"), ("[!0-9]", "a"), ("[]]", "]"), ("[a-]", "-"),
        ("*.csv.*", "a.csv.csv.1"), ("*a*b*", "xaxxbx"), ("é?.csv", "é😀.csv"), ("x{1}", "x{1}"),
    ])
    func `matches`(_ pattern: String, _ name: String) throws {
        #expect(try #require(FilePattern(pattern)).matches(name))
    }

    @Test(arguments: [
        ("students_*.csv", "Students_1.csv"), ("students_*.csv", "students_1.csv.done"), ("a?c", "ac"), ("a", ""),
        ("[a-c]x", "dx"), ("[!0-9]", "5"), ("*a*b", "ba"), ("", "a"),
    ])
    func `does not match`(_ pattern: String, _ name: String) {
        #expect(FilePattern(pattern)?.matches(name) != true)
    }

    @Test(arguments: ["", "a/b", "[", "[a", "[]", "[!", "[z-a]"])
    func `refuses what is no pattern`(_ text: String) { #expect(FilePattern(text) == nil) }

    @Test func `knows whether an ending can follow`() {
        #expect(FilePattern("a*")?.isOpenEnded == true)
        #expect(FilePattern("*.csv")?.isOpenEnded == false)
    }

    @Test func `many stars end quickly`() throws {
        let pattern = try #require(FilePattern(String(repeating: "a*", count: 100) + "b"))
        #expect(!pattern.matches(String(repeating: "a", count: 2000)))
    }
}
