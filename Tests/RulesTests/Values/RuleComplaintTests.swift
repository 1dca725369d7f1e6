import Exchange
import Rules
import Testing

/// What people get wrong in a rule, and what they are told, at which place.
@Suite struct `A wrong rule` {
    static let files = ["terms.csv": "2026-12-18\n", "codes.csv": "ug,UNDERGRAD\nST,STAFF\n"]

    static func said(_ yaml: String) -> [String] {
        Reading(yaml, files: files).said.map { String($0.trimmingPrefix("profile.yaml:1:")) }
    }

    @Test(arguments: [
        ("[A]", "1 'fields.x' needs a column name or a block such as {constant: ACTIVE}, not a list"),
        ("", "1 'fields.x' needs a column name or a block such as {constant: ACTIVE}, not nothing"),
        ("\"\"", "1 'fields.x' names no column"),
        ("{colum: A, constant: X}", "2 'colum' is not a key of a value rule (column?)"),
        ("{required: yes}", "1 'fields.x' does not say where its value comes from, so it can never have one"),
        ("{column: A, constant: B}", "1 'fields.x' says 'column' and 'constant'; only one of them can stay"),
        (
            "{column: A, constant: B, today: yes}",
            "1 'fields.x' says 'column', 'constant' and 'today'; only one of them can stay"
        ),
        ("{column: }", "2 'column' needs a value, but there is nothing"),
        ("{column: \"\"}", "10 'column' names no column"),
        ("{column: [A]}", "10 'column' needs a single value, but there is a list"),
        ("{first: A}", "9 'first' needs a list of rules, but there is a single value"),
        ("{first: []}", "9 'first' needs a list of rules, but there is a list"),
        (
            "{first: [{constant: X}, A]}",
            "25 this can never be reached: it is shadowed by the one in line 1, which is never blank"
        ),
        (
            "{first: [{column: A, default: X}, B]}",
            "35 this can never be reached: it is shadowed by the one in line 1, which is never blank"
        ),
        (
            "{first: [A, {column: B, required: yes}]}",
            "35 'required' is said of the whole value, beside 'first', not of one of its rules"
        ),
        (
            "{choose: [A, {column: B, when: {C: D}}]}",
            "14 this can never be chosen: it is shadowed by the one in line 1, which has no 'when' and always holds"
        ),
        (
            "{choose: [{column: A, when: {C: D}}, {column: B, when: {C: D}}]}",
            "38 this can never be chosen: it is shadowed by the one in line 1, which has the same condition"
        ),
        ("{template: \"{A\"}", "12 the template has a '{' that is not closed; a brace itself is written '{{'"),
        ("{template: \"A}\"}", "12 the template closes a '}' that is not open; a brace itself is written '}}'"),
        (
            "{template: \"{}\"}",
            "12 the template names no column between '{' and '}'; a brace itself is written '{{' or '}}'"
        ),
        (
            "{template: \"{?}\"}",
            "12 the template names no column between '{' and '}'; a brace itself is written '{{' or '}}'"
        ),
        ("{today: tomorrow}", "9 'today' is followed by a span of days, weeks, months or years"),
        ("{calendar: gone.csv}", "12 the file 'gone.csv' is not there (gowns.csv?)"),
        (
            "{calendar: terms.csv, column: A}",
            "31 the calendar 'terms.csv' has dates only, so no column can be a key of it"
        ),
    ])
    func `is told about its source`(yaml: String, said: String) { #expect(Self.said(yaml) == [said]) }

    @Test(arguments: [
        ("trim: maybe", "'trim' is yes or no, not 'maybe'"), ("required: 2", "'required' is yes or no, not '2'"),
        ("case: Upper", "'case' is one of upper, lower, not 'Upper' (upper?)"),
        ("blank: keep", "'blank' is one of clear, resend, reject, not 'keep'"),
        ("pattern: \"(\"", "this is not a regular expression; is a bracket not closed?"),
        ("lookup: [A]", "'lookup' needs the name of a file beside the profile, or a table such as {UG: UNDERGRAD}"),
        ("lookup: {}", "'lookup' needs the name of a file beside the profile, or a table such as {UG: UNDERGRAD}"),
        ("lookup: gone.csv", "the file 'gone.csv' is not there (gowns.csv?)"),
        ("take: 1", "'take' says which group of a 'pattern' is the value; there is none"),
        ("unknown: keep", "'unknown' says what becomes of codes no 'lookup' knows; there is none"),
        ("date: DD", "'DD' is not a date layout: it needs YYYY, MM (or M, or MON) and DD (or D), once each"),
        (
            "date: DD.MM.YY",
            "'DD.MM.YY' has a year of two digits; say which century with 'century_from: 1950' beside it"
        ),
        ("century_from: 1950", "'century_from' needs a 'date' beside it"),
        ("plus: 2 days", "'plus' moves a date, and this is none; say with 'date' how the source writes it"),
        ("minus: 2 days", "'minus' moves a date, and this is none; say with 'date' how the source writes it"),
        ("plus: -2 days", "'plus' needs a number of days, weeks, months or years"),
        ("default: \"\"", "an empty default is no value; leave 'default' out"),
        ("when: A", "'fields.x.when' needs a condition such as {GROUP: STAFF}, but there is a single value"),
        ("phone: 1", "'phone' needs a block such as {country: 1, format: \"+{country}{number}\"}, not a single value"),
        ("date: [A]", "'date' needs a single value, but there is a list"),
    ])
    func `is told about a modifier, where its value stands`(modifier: String, said: String) {
        let column = 15 + modifier.prefix { $0 != ":" }.count
        #expect(Self.said("{column: AB, \(modifier)}") == ["\(column + 1) \(said)"])
    }

    @Test(arguments: [
        (
            "{column: A, pattern: \"a(b)[(]\\\\(\", take: 2}",
            "42 the pattern has 1 group in round brackets, so there is none to take as number 2"
        ),
        (
            "{column: A, pattern: \"(?:a)\", take: 1}",
            "37 the pattern has 0 groups in round brackets, so there is none to take as number 1"
        ),
        ("{column: A, pattern: a, take: 0}", "31 'take' is the number of a group in the pattern, from 1"),
        ("{column: A, lookup: {X: \"\"}}", "22 'X' has no target"),
        ("{column: A, lookup: {X: }}", "22 'X' has no target"),
        ("{column: A, lookup: {X: Y, X: Z}}", "28 'X' stands in this table already, further up"),
        ("{column: A, lookup: {X: Y}, unknown: keeep}", "38 'unknown' is reject, keep or a block {default: X} (keep?)"),
        (
            "{column: A, lookup: {X: Y}, unknown: {default: \"\"}}",
            "38 'unknown' is reject, keep or a block {default: X}"
        ),
        (
            "{column: A, date: DD.MM.YYYY, century_from: 1950}",
            "19 'DD.MM.YYYY' has a year of four digits, so 'century_from' must go"
        ),
        ("{today: yes, date: DD.MM.YYYY}", "20 the values are dates as YYYY-MM-DD already, so 'date' must go"),
        ("{today: yes, phone: {digits: 10}}", "21 this is a date, and no date is a telephone number"),
        ("{today: yes, default: never}", "23 the default for a date must be a date as YYYY-MM-DD"),
        ("{today: yes, plus: 1 day, minus: 1 day}", "34 'plus' and 'minus' cannot both stand here"),
        (
            "{column: A, required: yes, blank: clear}",
            "35 'required' rejects a record without this value, so 'blank: clear' can never happen"
        ),
        ("{column: A, phone: {contry: 1}}", "21 'contry' is not a key of 'phone' (country?)"),
        ("{column: A, phone: {country: USA}}", "30 'country' is 1 to 3 digits, such as 49"),
        ("{column: A, phone: {digits: 3}}", "29 'digits' is a whole number from 4 to 15"),
        (
            "{column: A, phone: {digits: 9, format: \"###-####\"}}",
            "40 the mask has 7 places for digits, but 'digits' says 9"
        ),
        (
            "{column: A, phone: {format: \"+{country}{number}\"}}",
            "29 '{country}' in the format needs 'country: 1' beside it"
        ),
        (
            "{column: A, phone: {format: \"{nummer}\"}}",
            "29 the format of a telephone number has either {number}, or a '#' for each of its digits; and {country}"
        ),
    ])
    func `is told what can never work`(yaml: String, said: String) { #expect(Self.said(yaml) == [said]) }

    @Test(arguments: [
        ("{template: \"always\"}", "12 warning: no column stands in this template; 'constant' says so more plainly"),
        ("{first: [A]}", "9 warning: there is only one rule in this list"),
        (
            "{column: A, default: X, required: yes}",
            "35 warning: with a default this is never blank, so 'required' rejects nothing"
        ),
        (
            "{column: A, default: X, blank: resend}",
            "32 warning: with a default this is never blank, so 'blank' does nothing"
        ),
        ("{constant: A, default: B}", "24 warning: a constant is never blank, so its default is never used"),
        ("{constant: a, case: upper}", "21 warning: 'case' acts on a constant; write the constant as it shall be"),
        ("{constant: A, lookup: {B: C}}", "23 warning: the constant 'A' is not in the table in the profile"),
        (
            "{column: A, pattern: \"[0-9]+\", default: none}",
            "41 warning: the pattern, which no default is held against, would refuse 'none'"
        ),
        (
            "{column: A, case: upper, lookup: codes.csv}",
            "34 warning: values are in capitals before they are looked up, so 'ug' is never found"
        ),
        (
            "{column: A, pattern: \"([a-z]+ ?)*\"}",
            "22 warning: a repetition inside a repetition can take very long on some values; write it without"
        ),
        (
            "{column: A, pattern: \"(x(ab*)c)+\"}",
            "22 warning: a repetition inside a repetition can take very long on some values; write it without"
        ),
    ])
    func `that works nevertheless is a doubt, and a rule`(yaml: String, said: String) {
        let read = Reading(yaml, files: Self.files)
        #expect(read.rule != nil && read.complaints == [])
        #expect(Self.said(yaml) == [said])
    }

    @Test(arguments: ["(a)+b+", "[a+]+", "(a\\\\+)+", "(a+)b", "[(a+]+)?", "a+(b)*"])
    func `is not doubted for repetitions one after another`(pattern: String) {
        #expect(Reading("{column: A, pattern: \"\(pattern)\"}").said.filter { $0.contains("repetition") } == [])
    }

    @Test func `says everything at once`() {
        let read = Reading("{colum: A,\n required: 2,\n date: DD,\n when: {B: {blank: 3}},\n phone: {digits: x}}")
        #expect(
            read.complaints.map { "\($0.mark.line):\($0.mark.column) \($0.key)" } == [
                "1:2 fields.x.colum", "1:1 fields.x", "4:20 fields.x.when.B.blank", "3:8 fields.x.date",
                "5:18 fields.x.phone.digits", "2:12 fields.x.required",
            ])
    }
}
