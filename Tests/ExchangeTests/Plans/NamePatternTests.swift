import Exchange
import Testing

struct NamePatternTests {
    @Test func `fills its placeholders`() throws {
        let pattern = try NamePattern("users_{date}_{run}.zip", allowed: Placeholder.ofDeliveries)
        #expect(pattern.filled { $0 == .date ? "20261121" : "26-0412" } == "users_20261121_26-0412.zip")
        #expect(pattern.placeholders == [.date, .run])
        #expect(pattern.description == "users_{date}_{run}.zip")
    }

    @Test(arguments: ["plain.csv", "{name}", "{name}{stem}", "a{stem}b", ""])
    func `keeps what was written`(_ text: String) throws {
        #expect(try NamePattern(text, allowed: Placeholder.ofDoneFiles).description == text)
    }

    @Test(arguments: [
        ("{", NamePatternProblem.brace), ("a}", .brace), ("{date", .brace), ("}{", .brace), ("{day}", .unknown("day")),
        ("{}", .unknown("")), ("{name}", .unknown("name")), ("{{date}}", .unknown("{date")),
    ])
    func `says what is wrong`(_ text: String, _ problem: NamePatternProblem) {
        #expect(throws: problem) { try NamePattern(text, allowed: Placeholder.ofDeliveries) }
    }
}
