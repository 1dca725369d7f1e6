import Exchange
import Rules
import Testing

@Suite struct `A rule explains itself` {
    @Test(arguments: [
        ("EXPIRES", "from column EXPIRES"), ("{constant: STUDENT}", "always 'STUDENT'"),
        (
            "{column: EXPIRES, date: DD.MM.YYYY, required: yes}",
            "from column EXPIRES, a date as DD.MM.YYYY, required"
        ),
        ("{first: [A, {constant: X}]}", "the first that is not blank: (from column A), (always 'X')"),
        ("{template: \"{LOGIN}@example.edu\"}", "made up as {LOGIN}@example.edu"),
        (
            "{choose: [{constant: A, when: {G: [X, Y, Z]}}, {column: B, when: {G: {not: V}}, case: upper}, C]}",
            "where G is X, Y or Z: always 'A'; where G is not V: from column B, in capitals; otherwise from column C"
        ),
        ("{today: +6 months}", "6 months after the day of the run"), ("{today: yes}", "the day of the run"),
        ("{today: -1 day}", "1 day before the day of the run"),
        (
            "{calendar: terms.csv, plus: 2 weeks}",
            "the first date in terms.csv on or after the day of the run, plus 2 weeks"
        ),
        ("{calendar: keyed.csv, column: T}", "the date that keyed.csv has for column T"),
        (
            "{column: A, trim: no, pattern: \"(.)x\", take: 1}",
            "from column A, with the blanks around it, which must match (.)x, of which group 1 is taken"
        ),
        (
            "{column: A, lookup: {X: Y}, unknown: {default: Z}}",
            "from column A, looked up in the table in the profile (what is not in it becomes 'Z')"
        ),
        (
            "{column: A, phone: {country: 1}, when: {B: {blank: no}}, default: none}",
            "from column A, a telephone number rewritten as +{country}{number}, only where B is not blank, 'none' where it is blank"
        ),
        ("{column: A, blank: resend}", "from column A, where it is blank the last delivered value is sent again"),
    ])
    func `in one line of plain English`(yaml: String, words: String) {
        let read = Reading(yaml, files: ["terms.csv": "2026-12-18", "keyed.csv": "F,2026-12-18"])
        #expect(read.complaints == [])
        #expect(read.rule?.explanation == words)
    }
}
