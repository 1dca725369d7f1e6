import Exchange
import Testing

struct NameExpressionTests {
    @Test(arguments: [
        (#"students_\d{8}\.csv"#, "students_20261121.csv"), ("a|bc", "bc"), ("(a|b)+c?", "abba"), ("^x.*$", "x"),
        ("[^0-9]*", "ab_"), (#"\w+\.(csv|txt)"#, "a_1.txt"), ("a{2,}", "aaaa"), ("a{0,2}b", "b"), ("(?:ab){2}", "abab"),
        ("(a*)*", "aaa"), ("é?😀", "😀"), (#"[\d_-]+"#, "1-2_3"), (#"a\$"#, "a$"), ("(|a)b", "b"), ("[]x]", "]"),
        (#"\D\W\S"#, "a-b"), ("x{1}", "x"),
    ])
    func `matches`(_ text: String, _ name: String) throws { #expect(try NameExpression(text).matches(name)) }

    @Test(arguments: [
        (#"students_\d{8}\.csv"#, "students_2026112.csv"), ("a.csv", "xa.csv"), ("a.csv", "a.csv.part"), ("a|bc", "ac"),
        ("a{2,3}", "aaaa"), ("[^0-9]", "5"), (#"\d"#, "٣"), ("A", "a"), (".", ""), ("(a|b)+", ""), (#"a\.b"#, "axb"),
    ])
    func `does not match`(_ text: String, _ name: String) throws {
        #expect(try !NameExpression(text).matches(name))
    }

    @Test(arguments: [
        "", "^$", "(", "a)", "[a", "[z-a]", "*a", "a**", "a+?", "a{", "a{2", "a{3,2}", "a{,2}", "a{999}", "(?=a)",
        #"\b"#,
        #"\1"#, "\\", "a^b", "a/b", "((a{200}){200}){200}", #"[\D]"#, String(repeating: "(", count: 60),
    ])
    func `refuses what is none, and what it does not know`(_ text: String) {
        #expect(throws: NameExpressionProblem.self) { try NameExpression(text) }
    }

    @Test func `takes time by the length of the name, where others never end`() throws {
        let names = [String(repeating: "a", count: 4000), String(repeating: "a", count: 4000) + "b"]
        for text in ["(a+)+c", "(a|a)*c", "(a*)*(a*)*c", "(.*.*.*)*c"] {
            let expression = try NameExpression(text)
            for name in names { #expect(!expression.matches(name)) }
        }
    }

    @Test func `knows what it says in so many letters, and whether an ending can follow`() throws {
        let one = try NameExpression(#"\.x-\d+\.tmp"#)
        #expect(one.literalStart == ".x-" && one.literalEnd == ".tmp" && !one.isOpenEnded)
        let other = try NameExpression("(a|b).*")
        #expect(other.literalStart.isEmpty && other.literalEnd.isEmpty && other.isOpenEnded)
        #expect(try NameExpression("a|b.*").isOpenEnded)
    }
}
