import Exchange
import Testing

struct FileChoiceTests {
    private static func choice(_ patterns: String..., regex: [String] = [], except: [String] = []) throws -> FileChoice
    {
        func globs(_ texts: [String]) throws -> [NameTest] { try texts.map { .pattern(try #require(FilePattern($0))) } }
        return FileChoice(
            try globs(patterns) + regex.map { .expression(try NameExpression($0)) }, except: try globs(except))
    }

    @Test func `takes what one of several tests matches and no exception does`() throws {
        let choice = try Self.choice("a*.csv", "b*.csv", regex: ["c[0-9]"], except: ["*_test.csv"])
        let taken = ["a1.csv", "b.csv", "c5", "a_test.csv", "c55", "d.csv"].filter(choice.matches)
        #expect(taken == ["a1.csv", "b.csv", "c5"])
        #expect(choice.description == "'a*.csv' or 'b*.csv' or /c[0-9]/")
    }

    @Test(arguments: [
        ("a.csv.handled", "*.handled"), ("a.processed", "*.processed"), ("a.old", "*.old"), ("a.part", "*.part"),
        ("a.filepart", "*.filepart"), ("a.tmp", "*.tmp"), (".x-0123-1", ".x-*"), (".profile", ".*"),
    ])
    func `passes over what says it is not to be taken, unless it is named`(_ name: String, _ kind: String) throws {
        #expect(try Self.choice("*").verdict(on: name) == .passedOver(kind))
        #expect(try Self.choice(regex: [".*"]).verdict(on: name) == .passedOver(kind))
        #expect(try Self.choice(kind).verdict(on: name) == .taken)
        #expect(try Self.choice("*", kind).verdict(on: name) == .taken)
        #expect(try Self.choice("*", except: [kind]).verdict(on: name) == .other)
        #expect(try Self.choice("*.csv").verdict(on: "x.dat") == .other)
    }

    @Test func `hidden files that are asked for do not bring our own temporaries with them`() throws {
        let choice = try Self.choice(".*")
        #expect(choice.verdict(on: ".night") == .taken && choice.verdict(on: ".x-1") == .passedOver(".x-*"))
    }
}
