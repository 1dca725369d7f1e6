import Exchange
import Rules
import Testing

@Suite struct `A value rule` {
    private static func mark(_ line: Int, _ column: Int = 1) -> Mark {
        Mark(file: "profile.yaml", line: line, column: column)
    }

    /// A block with one key a line: keys in column 3, values in column 10.
    private static func block(_ pairs: (String, Node)...) -> Node {
        .map(
            pairs.enumerated().map { Node.Pair(key: $1.0, keyMark: mark($0 + 1, 3), value: $1.1) }, mark(1, 3))
    }

    private static func text(_ text: String, _ line: Int = 1) -> Node { .scalar(text, quoted: false, mark(line, 10)) }

    private static func read(_ node: Node) -> (rule: ValueRule?, complaints: [Complaint]) {
        var complaints = Complaints([])
        let rule = ValueRule.read(node, key: "fields.x", &complaints)
        return (rule, complaints.all)
    }

    @Test func `may be a bare column`() {
        let (rule, complaints) = Self.read(Self.text("FIRST NAME"))
        #expect(rule == ValueRule(.column("FIRST NAME"), mark: Self.mark(1, 10)))
        #expect(complaints == [] && rule?.explanation == "from column FIRST NAME")
        #expect(rule?.column == "FIRST NAME" && rule?.constant == nil)
    }

    @Test func `may be a constant`() {
        let (rule, complaints) = Self.read(Self.block(("constant", Self.text("STUDENT"))))
        #expect(rule == ValueRule(.constant("STUDENT"), mark: Self.mark(1, 3)))
        #expect(complaints == [] && rule?.explanation == "always 'STUDENT'")
        #expect(rule?.constant == "STUDENT" && rule?.column == nil)
    }

    @Test func `may say how its dates are written, and that it must be there`() {
        let (rule, complaints) = Self.read(
            Self.block(
                ("column", Self.text("EXPIRES")), ("date", Self.text("DD.MM.YYYY", 2)),
                ("required", Self.text("yes", 3))))
        #expect(
            rule == ValueRule(.column("EXPIRES"), required: true, date: DateLayout("DD.MM.YYYY"), mark: Self.mark(1, 3))
        )
        #expect(complaints == [] && rule?.explanation == "from column EXPIRES, a date as DD.MM.YYYY, required")
    }

    @Test(arguments: [("yes", true), ("true", true), ("no", false), ("false", false)])
    func `takes the booleans people write`(word: String, required: Bool) {
        let (rule, _) = Self.read(Self.block(("column", Self.text("A")), ("required", Self.text(word))))
        #expect(rule?.required == required)
    }

    @Test func `that is a list or nothing says what it needs`() {
        for (node, kind) in [(Node.list([], Self.mark(7, 8)), "a list"), (.empty(Self.mark(7, 8)), "nothing")] {
            let (rule, complaints) = Self.read(node)
            let expected = Complaint(
                Self.mark(7, 8), key: "fields.x",
                "'fields.x' needs a column name or a block such as {constant: ACTIVE}, not \(kind)",
                allowed: ["column", "constant", "date", "required"])
            #expect(rule == nil && complaints == [expected])
        }
    }

    @Test(arguments: [
        ("colum", "column"), ("Constant", "constant"), ("dat", "date"), ("requierd", "required"), ("zzz", nil),
    ])
    func `with an unknown key names the nearest`(key: String, nearest: String?) {
        let (rule, complaints) = Self.read(Self.block(("column", Self.text("A")), (key, Self.text("B", 2))))
        let expected = Complaint(
            Self.mark(2, 3), key: "fields.x.\(key)", "'\(key)' is not a key of a value rule", nearest: nearest,
            allowed: ValueRule.keys)
        #expect(rule == nil && complaints == [expected])
    }

    @Test func `with neither source can never have a value`() {
        let (rule, complaints) = Self.read(Self.block(("required", Self.text("yes"))))
        let expected = Complaint(
            Self.mark(1, 3), key: "fields.x",
            "'fields.x' says neither 'column' nor 'constant', so it can never have a value", allowed: ValueRule.keys)
        #expect(rule == nil && complaints == [expected])
    }

    @Test func `with both sources is told that one must go`() {
        let (rule, complaints) = Self.read(Self.block(("column", Self.text("A")), ("constant", Self.text("B", 2))))
        let expected = Complaint(
            Self.mark(1, 3), key: "fields.x", "'fields.x' says both 'column' and 'constant'; one of them must go")
        #expect(rule == nil && complaints == [expected])
    }

    @Test func `with a layout that is none shows good ones`() {
        let (rule, complaints) = Self.read(Self.block(("column", Self.text("A")), ("date", Self.text("dd.mm.yy", 2))))
        let expected = Complaint(
            Self.mark(2, 10), key: "fields.x.date",
            "'dd.mm.yy' is not a date layout: it needs YYYY, MM (or M, or MON) and DD (or D), once each",
            allowed: ["YYYY-MM-DD", "DD.MM.YYYY", "MM/DD/YYYY", "YYYYMMDD"])
        #expect(rule == nil && complaints == [expected])
    }

    @Test func `that is required is so by yes or no`() {
        let (rule, complaints) = Self.read(Self.block(("column", Self.text("A")), ("required", Self.text("maybe", 2))))
        let expected = Complaint(
            Self.mark(2, 10), key: "fields.x.required", "'required' is yes or no, not 'maybe'", allowed: ["yes", "no"])
        #expect(rule == nil && complaints == [expected])
    }

    @Test func `needs a single value under each key`() {
        for (value, kind) in [(Node.list([], Self.mark(2, 10)), "a list"), (.empty(Self.mark(2, 10)), "nothing")] {
            let (rule, complaints) = Self.read(Self.block(("constant", Self.text("A")), ("date", value)))
            let expected = Complaint(
                Self.mark(2, 10), key: "fields.x.date", "'date' needs a single value, but there is \(kind)")
            #expect(rule == nil && complaints == [expected])
        }
    }

    @Test func `says everything that is wrong with it at once`() {
        let (rule, complaints) = Self.read(
            Self.block(
                ("colum", Self.text("A")), ("date", Self.text("DD", 2)), ("required", Self.text("2", 3)),
                ("constant", .empty(Self.mark(4, 10)))))
        #expect(rule == nil)
        #expect(
            complaints.map(\.key) == [
                "fields.x.colum", "fields.x.constant", "fields.x", "fields.x.required", "fields.x.date",
            ])
    }
}
