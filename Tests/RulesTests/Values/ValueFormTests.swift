import Exchange
import Rules
import Testing

/// What each form makes of a row. The day of the run is 2026-11-21.
@Suite struct `A value comes` {
    static let row = Row([
        "ID": " 1001 ", "NAME": "Amélie", "MIDDLE": "", "BLANK": " \t\u{A0}", "GROUP": "UG", "END": "31.05.2027",
        "SHORT": "5/9/49", "STAMP": "20270531T10:30:00Z", "LOGIN": "amelie", "BRACE": "{x}", "TERM": "FALL",
        "BAD": "n/a", "role{campus}": "NORTH",
    ])
    static let files = [
        "terms.csv": "2026-05-15\n2026-12-18\n2027-05-14\n",
        "keyed.csv": "key,date\nFALL,2026-12-18\nSPRING,2027-05-14\n",
        "groups.csv": "from,to\nUG,UNDERGRAD\n# staff\nST,STAFF\n",
    ]

    static func value(_ yaml: String, today: CivilDate = Row.today) -> String {
        let read = Reading(yaml, files: files)
        return read.complaints.isEmpty ? row.value(read.rule, today: today) : "\(read.said)"
    }

    @Test(arguments: [
        ("ID", "1001"), ("{column: ID, trim: no}", " 1001 "), ("MIDDLE", "-"), ("BLANK", "-"),
        ("{column: BLANK, trim: no}", "-"), ("NOWHERE", "-"), ("{constant: STUDENT}", "STUDENT"),
        ("{constant: \" X \"}", "X"), ("{constant: \" X \", trim: no}", " X "), ("{constant: \"\"}", "-"),
        ("{first: [MIDDLE, BLANK, NAME, ID]}", "Amélie"), ("{first: [MIDDLE, BLANK]}", "-"),
        ("{first: [{column: MIDDLE, default: M}]}", "M"),
        ("{first: [{column: BAD, date: YYYYMMDD}, ID]}", "rule.date: is no date as YYYYMMDD"),
        ("{template: \"{LOGIN}@example.edu\"}", "amelie@example.edu"), ("{template: \"{MIDDLE}{LOGIN}\"}", "-"),
        ("{template: \"{MIDDLE?}{LOGIN}\"}", "amelie"), ("{template: \"{MIDDLE?} {BLANK?}\"}", "-"),
        ("{template: \"{{{ID}}}\"}", "{1001}"), ("{template: \"{role{campus}} {ID}\"}", "NORTH 1001"),
        ("{template: \"{BRACE}\"}", "{x}"), ("{template: \"{NOWHERE}x\"}", "-"),
        ("{choose: [{constant: A, when: {GROUP: ST}}, {constant: B, when: {GROUP: UG}}, ID]}", "B"),
        ("{choose: [{constant: A, when: {GROUP: ST}}, ID]}", "1001"),
        ("{choose: [{constant: A, when: {GROUP: ST}}]}", "-"),
        ("{choose: [{column: MIDDLE, when: {GROUP: UG}}, ID]}", "-"),
        ("{today: yes}", "2026-11-21"), ("{today: +6 months}", "2027-05-21"), ("{today: 45 days}", "2027-01-05"),
        ("{today: -1 year}", "2025-11-21"), ("{today: +9000 years}", "rule.date: is past the year 9999"),
        ("{calendar: terms.csv}", "2026-12-18"), ("{calendar: terms.csv, plus: 2 weeks}", "2027-01-01"),
        ("{calendar: keyed.csv, column: TERM}", "2026-12-18"), ("{calendar: keyed.csv}", "2026-12-18"),
        ("{calendar: keyed.csv, column: MIDDLE}", "-"),
        ("{calendar: keyed.csv, column: GROUP}", "rule.calendar: is not a key in keyed.csv"),
    ])
    func `from its source`(yaml: String, value: String) { #expect(Self.value(yaml) == value) }

    @Test(arguments: [
        ("{column: ID, pattern: \"[0-9]{4}\"}", "1001"), ("{column: ID, pattern: \"[0-9]{4}\", trim: no}", problem),
        ("{column: ID, pattern: \"[0-9]{3}\"}", problem), ("{column: ID, pattern: \"1(0*)(.)\", take: 2}", "1"),
        ("{column: ID, pattern: \"1(9)?.*\", take: 1}", "-"), ("{column: NAME, pattern: \"Am.lie\"}", "Amélie"),
        ("{column: BLANK, pattern: x}", "-"), ("{column: NAME, case: upper}", "AMÉLIE"),
        ("{column: GROUP, case: lower}", "ug"), ("{column: NAME, case: lower}", "amélie"),
        ("{column: GROUP, lookup: groups.csv}", "UNDERGRAD"),
        ("{column: GROUP, case: lower, lookup: {ug: X}}", "X"),
        ("{column: TERM, lookup: groups.csv}", "rule.lookup: is not in groups.csv"),
        ("{column: TERM, lookup: groups.csv, unknown: keep}", "FALL"),
        ("{column: TERM, lookup: groups.csv, unknown: {default: GUEST}}", "GUEST"),
        ("{column: BLANK, lookup: groups.csv}", "-"), ("{column: END, date: DD.MM.YYYY}", "2027-05-31"),
        ("{column: SHORT, date: M/D/YY, century_from: 1950}", "2049-05-09"),
        ("{column: SHORT, date: M/D/YY, century_from: 1920}", "1949-05-09"),
        ("{column: STAMP, date: YYYYMMDDThh:mm:ssZ}", "2027-05-31"),
        ("{column: END, date: DD.MM.YYYY, plus: 9 months}", "2028-02-29"),
        ("{column: END, date: DD.MM.YYYY, minus: 3 months}", "2027-02-28"),
        ("{column: END, date: DD.MM.YYYY, minus: 2027 years}", "rule.date: is outside the calendar -2027 years"),
        ("{column: END, date: YYYYMMDD}", "rule.date: is no date as YYYYMMDD"),
        ("{column: ID, phone: {format: \"##-##\"}}", "10-01"), ("{column: ID, when: {GROUP: UG}}", "1001"),
        ("{column: ID, when: {GROUP: ST}}", "-"), ("{column: BAD, date: YYYYMMDD, when: {GROUP: ST}}", "-"),
        ("{column: ID, when: {GROUP: ST}, default: NONE}", "NONE"), ("{column: BLANK, default: NONE}", "NONE"),
        ("{column: ID, default: NONE}", "1001"),
        ("{column: TERM, lookup: {UG: X}, default: NONE}", "rule.lookup: is not in the table in the profile"),
        ("{template: \"{GROUP}-{ID}\", case: lower}", "ug-1001"),
        ("{first: [{column: MIDDLE, date: YYYYMMDD}, {today: yes}], plus: 1 day}", "2026-11-22"),
    ])
    func `through its modifiers, in their order`(yaml: String, value: String) { #expect(Self.value(yaml) == value) }

    static let problem = "rule.pattern: does not look as the profile's pattern demands"

    @Test func `from the calendar's first date on or after the day of the run`() throws {
        let days = [("2026-05-15", "2026-05-15"), ("2026-05-16", "2026-12-18"), ("1900-01-01", "2026-05-15")]
        for (day, expected) in days {
            let today = try #require(DateLayout.iso.date(day))
            #expect(Self.value("{calendar: terms.csv}", today: today) == expected)
        }
        let late = try #require(DateLayout.iso.date("2027-05-15"))
        #expect(Self.value("{calendar: terms.csv}", today: late).hasPrefix("rule.calendar: "))
    }

    @Test func `with the column a problem is about`() {
        let row = Row(["A": "x"])
        let rule = Reading("{first: [{column: A, date: YYYYMMDD}]}").rule?.compiled { $0 == "A" ? 0 : nil }
        var bytes: [UInt8] = []
        let outcome = row.withCells { rule?.evaluate($0, today: Row.today, codes: NewCodes(), into: &bytes) }
        guard case .problem(let problem) = outcome else {
            Issue.record("\(String(describing: outcome))")
            return
        }
        #expect(problem.column == "A" && problem.code == .ruleDate && !problem.words.contains("x"))
    }

    @Test func `that is too long for a pattern is refused`() {
        let rule = Reading("{column: A, pattern: \"(a+)+\"}").rule
        #expect(Row(["A": String(repeating: "a", count: 1024)]).value(rule).count == 1024)
        #expect(Row(["A": String(repeating: "a", count: 1025)]).value(rule) == Self.problem)
    }
}
