import Exchange
import Setup
import Testing

struct SettingsCheckTests {
    private func messages(_ text: String, _ declared: [Setting]) throws -> [String] {
        let node = try YAMLReader.read(Array(text.utf8), file: "a.yaml")
        return SettingsCheck.complaints(about: node, declared: declared).all.map(\.message)
    }

    private func wrong(_ value: String, _ kind: Setting.Kind) throws -> String? {
        try messages("k: \(value)", [Setting("k", kind, "A key.", example: "x")]).first
    }

    @Test(arguments: [
        ("x", "'k' wants a whole number from 0 to 100, found 'x'"),
        ("101", "'k' wants a whole number from 0 to 100, found '101'"),
        ("[1]", "'k' wants a whole number from 0 to 100, found a list"),
        ("{a: 1}", "'k' wants a whole number from 0 to 100, found a block of keys"),
        ("\"a\\nb\"", "'k' wants a whole number from 0 to 100, found 'a b'"),
    ])
    func `says what was wanted and what was found`(_ value: String, _ message: String) throws {
        #expect(try wrong(value, .integer(0...100)) == message)
    }

    @Test func `a secret is not repeated`() throws {
        let setting = Setting("password", .choice(["from-environment"]), "How.", example: "from-environment")
        let message = "'password' wants one of from-environment, found a single value"
        #expect(try messages("password: hunter2", [setting]) == [message])
    }

    @Test func `every kind has its words`() throws {
        #expect(try wrong("x", .integer(1...Int.max)) == "'k' wants a whole number, 1 or more, found 'x'")
        #expect(try wrong("x", .integer(Int.min...Int.max)) == "'k' wants a whole number, found 'x'")
        #expect(try wrong("maybe", .boolean) == "'k' wants 'yes' or 'no', found 'maybe'")
        #expect(try wrong("x", .duration) == "'k' wants a duration such as 500ms, 2s, 10m, 6h or 3d, found 'x'")
        #expect(try wrong("x", .size) == "'k' wants a size such as 20000, 64KiB or 4GB, found 'x'")
        #expect(try wrong("x", .choice(["a", "b"])) == "'k' wants one of a, b, found 'x'")
        #expect(try wrong("x", .list(.text)) == "'k' wants a list, each item a text, found 'x'")
        #expect(try wrong("x", .table(.text)) == "'k' wants a block of keys of your own choosing, found 'x'")
        #expect(try wrong("x", .block([])) == "'k' wants a block of keys, found 'x'")
        #expect(try wrong("[~]", .list(.text)) == "'k[1]' wants a text, found nothing")
        #expect(try wrong("[x]", .either(.text, .block([]))) == "'k' wants a text, or a block of keys, found a list")
        #expect(
            try wrong("x", .either(.integer(0...1), .boolean))
                == "'k' wants a whole number from 0 to 1, or 'yes' or 'no', found 'x'")
    }

    @Test(arguments: [
        ("7", Setting.Kind.integer(0...9)), ("yes", .boolean), ("\"no\"", .boolean), ("0", .duration),
        ("2s", .duration),
        ("64KiB", .size), ("a", .choice(["a"])), ("[1, {a: 2}]", .node), ("x", .either(.integer(0...1), .text)),
        ("[a]", .either(.text, .either(.list(.text), .block([])))),
        ("{}", .either(.text, .either(.list(.text), .block([])))),
        ("{a: {}}", .table(.block([]))), ("~", .integer(0...1)), ("[]", .list(.text)),
    ])
    func `what is right passes`(_ value: String, _ kind: Setting.Kind) throws { #expect(try wrong(value, kind) == nil) }

    @Test func `keys are missed and misspelt`() throws {
        let inner = [Setting("files", .text, required: true, "Which.", example: "\"*.csv\"")]
        let declared = [Setting("from", .block(inner), required: true, "Where.", example: "from: {files: x}")]
        #expect(
            try messages("x: 1", declared) == [
                "'from' is missing from a profile, for example: from: {files: x}", "'x' is not a key of a profile",
            ])
        #expect(try messages("from: {}", declared) == ["'files' is missing from 'from', for example: files: \"*.csv\""])
        #expect(try messages("from: {flies: x}", declared) == ["'flies' is not a key of 'from'"])
        #expect(try messages("from:", declared) == ["'from' has no value, for example: from: {files: x}"])
        #expect(try messages("- a", declared) == ["the file wants a block of keys, found a list"])
        #expect(try messages("", declared) == ["the file wants a block of keys, found nothing"])
    }
}
