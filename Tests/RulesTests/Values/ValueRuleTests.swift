import Exchange
import Rules
import Testing

@Suite struct `A value rule` {
    @Test func `may be a bare column`() {
        let read = Reading("FIRST NAME")
        #expect(read.said == [] && read.rule?.explanation == "from column FIRST NAME")
        #expect(read.rule?.plainColumn == "FIRST NAME" && read.rule?.constant == nil)
        #expect(read.rule?.columns == ["FIRST NAME"] && read.rule?.column == "FIRST NAME")
        #expect(read.rule?.required == false && read.rule?.blank == .clear)
    }

    @Test func `may be a constant`() {
        let rule = Reading("{constant: STUDENT}").rule
        #expect(rule?.constant == "STUDENT" && rule?.plainColumn == nil && rule?.columns == [])
    }

    @Test(arguments: [
        ("{column: A}", true), ("{column: A, required: yes}", true), ("{column: A, blank: resend}", true),
        ("{column: A, date: YYYYMMDD}", true), ("{column: A, trim: yes}", true), ("{column: A, trim: no}", false),
        ("{column: A, default: X}", false), ("{column: A, case: upper}", false), ("{column: A, base: 36}", false),
        ("{column: A, pattern: x}", false),
        ("{column: A, when: {B: C}}", false), ("{column: A, lookup: {X: Y}}", false), ("{template: \"{A}\"}", false),
        ("{column: A, date: YYYYMMDD, plus: 1 day}", false), ("{column: A, phone: {digits: 10}}", false),
    ])
    func `says whether a feed may take the cell itself`(yaml: String, isPlain: Bool) {
        let read = Reading(yaml)
        #expect(read.complaints == [])
        #expect(read.rule?.plainColumn == (isPlain ? "A" : nil))
    }

    @Test func `names every column it reads, once, in order`() {
        let read = Reading(
            """
            {choose: [{template: "{A}-{B?}-{A}", when: {C: X}}, {first: [D, {column: E, when: {any: [{F: 1}, {A: 2}]}}]}]}
            """)
        #expect(read.said == [])
        #expect(read.rule?.columns == ["C", "A", "B", "D", "F", "E"])
    }

    @Test(arguments: [
        ("{column: A, required: yes}", true, BlankPolicy.reject), ("{column: A, blank: reject}", true, .reject),
        ("{column: A, blank: resend}", false, .resend), ("{column: A, blank: clear}", false, .clear),
        ("{column: A, required: no}", false, .clear),
    ])
    func `has one policy for blanks`(yaml: String, required: Bool, blank: BlankPolicy) {
        let rule = Reading(yaml).rule
        #expect(rule?.required == required && rule?.blank == blank)
    }

    @Test(
        arguments: [
            ("{constant: X}", ["X"]), ("A", nil), ("{column: A, lookup: {U: X, V: Y, W: X}}", ["X", "Y"]),
            ("{column: A, lookup: {U: X}, unknown: {default: Z}, default: N}", ["X", "Z", "N"]),
            ("{column: A, lookup: {U: X}, unknown: keep}", nil),
            ("{first: [{column: A, lookup: {U: X}}, {constant: Y}]}", ["X", "Y"]),
            ("{first: [{column: A, lookup: {U: X}}, B]}", nil), ("{today: yes}", nil),
        ] as [(String, [String]?)])
    func `knows what values it can give`(yaml: String, values: [String]?) {
        #expect(Reading(yaml).rule?.possibleValues == values)
    }

    @Test func `that is the same is equal`() {
        #expect(Reading("{column: A, case: upper}").rule == Reading("{column: A, case: upper}").rule)
        #expect(Reading("{column: A, case: upper}").rule != Reading("{column: A, case: lower}").rule)
    }

    @Test func `reads a file once, however many rules name it`() {
        var complaints = Complaints([])
        let scope = Reading.scope(["broken.csv": "A,B\nC\n"])
        for key in ["a", "b"] {
            let node = Flow.node("{column: A, lookup: broken.csv}")
            #expect(ValueRule.read(node, key: key, in: scope, &complaints) == nil)
        }
        #expect(
            complaints.all.map { "\($0.mark) \($0.message)" } == [
                "Profiles/broken.csv:2:1 'C' has no target",
                "profile.yaml:1:21 the file 'broken.csv' has mistakes of its own",
            ])
    }
}
