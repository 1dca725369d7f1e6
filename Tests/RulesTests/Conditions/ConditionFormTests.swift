import Exchange
import Rules
import Testing

@Suite struct `A condition` {
    static let row = Row([
        "GROUP": " UG ", "EMAIL": "amelie@example.edu", "NONE": " ", "END": "20261231", "PAST": "2020-01-01",
        "BAD": "soon", "SUM": "-12.50",
    ])

    @Test(arguments: [
        ("{GROUP: UG}", true), ("{GROUP: U}", false), ("{GROUP: ug}", false), ("{GROUP: [ST, UG]}", true),
        ("{GROUP: {not: UG}}", false), ("{GROUP: {not: [ST, GR]}}", true), ("{NONE: {not: X}}", true),
        ("{EMAIL: {matches: \".*@example\\\\.edu\"}}", true), ("{EMAIL: {matches: \"example\"}}", false),
        ("{NONE: {blank: yes}}", true), ("{NONE: {blank: no}}", false), ("{GROUP: {blank: no}}", true),
        ("{NOWHERE: {blank: yes}}", true), ("{END: {after: today, date: YYYYMMDD}}", true),
        ("{END: {before: today, date: YYYYMMDD}}", false), ("{PAST: {before: today}}", true),
        ("{END: {after: today, before: +1 month, date: YYYYMMDD}}", false),
        ("{END: {after: today, before: +2 months, date: YYYYMMDD}}", true), ("{PAST: {after: 2019-12-31}}", true),
        ("{PAST: {after: 2020-01-01}}", false), ("{PAST: {before: 2020-01-01}}", false),
        ("{BAD: {before: today}}", false),
        ("{SUM: {below: 0}}", true), ("{SUM: {at_most: -12.5}}", true), ("{SUM: {below: -12.5}}", false),
        ("{SUM: {at_least: -12.500}}", true), ("{SUM: {above: -12.51}}", true), ("{SUM: {at_least: 0}}", false),
        ("{SUM: {above: -20, below: -10}}", true), ("{BAD: {at_least: 0}}", false), ("{NONE: {at_most: 0}}", false),
        ("{PAST: {older_than: 30 days}}", true), ("{PAST: {newer_than: 30 days}}", false),
        ("{END: {newer_than: 1 year, date: YYYYMMDD}}", true), ("{END: {older_than: 1 day, date: YYYYMMDD}}", false),
        ("{BAD: {older_than: 1 day}}", false), ("{BAD: {newer_than: 1 day}}", false),
        ("{BAD: {after: today}}", false), ("{NONE: {before: today}}", false), ("{GROUP: UG, NONE: {blank: yes}}", true),
        ("{GROUP: UG, NONE: X}", false), ("{any: [{GROUP: ST}, {GROUP: UG}]}", true), ("{any: [{GROUP: ST}]}", false),
        ("{all: [{GROUP: UG}, {NONE: {blank: no}}]}", false), ("{none: [{GROUP: ST}, {GROUP: GR}]}", true),
        ("{none: [{GROUP: ST}, {GROUP: UG}]}", false), ("{any: [{all: [{GROUP: UG}, {none: [{GROUP: ST}]}]}]}", true),
    ])
    func `holds or does not`(yaml: String, holds: Bool) {
        let read = Reading(condition: yaml)
        #expect(read.said == [])
        #expect(Self.row.holds(read.condition) == holds)
    }

    @Test(arguments: [
        ("A", "1 'only' needs a condition such as {GROUP: STAFF}, but there is a single value"),
        ("{}", "1 'only' needs a condition such as {GROUP: STAFF}, but there is a block of keys"),
        ("{any: {A: B}}", "7 'any' needs a list of conditions such as [{GROUP: STAFF}], but there is a block of keys"),
        ("{all: []}", "7 'all' needs a list of conditions such as [{GROUP: STAFF}], but there is a list"),
        ("{A: }", "2 a condition on 'A' is a value, a list of values, or a block of tests"),
        ("{A: [B, [C]]}", "5 a condition on 'A' is a value, a list of values, or a block of tests"),
        ("{A: \"\"}", "5 that a column is blank is written {A: {blank: yes}}"),
        ("{A: [B, C, B]}", "12 'B' stands in this list twice"),
        ("{A: {blnk: yes}}", "6 'blnk' is not a test of a column (blank?)"),
        ("{A: {}}", "5 this asks nothing of 'A'"), ("{A: {blank: maybe}}", "13 'blank' is yes or no"),
        ("{A: {matches: \"[\"}}", "15 'matches' needs a regular expression, and this is none"),
        (
            "{A: {before: soon}}",
            "14 'before' needs a day: 'today', a span from the day of the run, or a date as YYYY-MM-DD"
        ),
        ("{A: {at_least: 1.234.5}}", "16 'at_least' needs a number with a decimal point"),
        ("{A: {older_than: -3 days}}", "18 'older_than' needs an age in days, weeks, months or years"),
        ("{A: {not: B, date: YYYYMMDD}}", "20 'date' means something beside 'before', 'after' or an age only"),
        (
            "{A: {before: today, date: YMD}}",
            "27 'YMD' is not a date layout: it needs YYYY, MM (or M, or MON) and DD (or D), once each"
        ),
    ])
    func `that is wrong is told so, at its place`(yaml: String, said: String) {
        // What stands empty has the place of its key, as in YAML.
        let read = Reading(condition: yaml)
        #expect(read.condition == nil)
        #expect(read.said.map { String($0.trimmingPrefix("profile.yaml:1:")) } == [said])
    }

    @Test(arguments: [
        ("{A: [X, Y]}", "A is X or Y"), ("{A: {not: X}}", "A is not X"), ("{A: {blank: no}}", "A is not blank"),
        ("{A: {blank: yes}, B: {matches: x}}", "A is blank and B matches x"),
        ("{any: [{A: X}, {B: Y, C: Z}]}", "A is X or (B is Y and C is Z)"),
        ("{none: [{A: X}, {B: Y}]}", "neither A is X nor B is Y"),
        ("{A: {before: +2 weeks}}", "A is before 2 weeks after the day of the run"),
        ("{A: {at_least: 0.50}}", "A is at least 0.5"),
        ("{A: {older_than: 30 days}}", "A is before 30 days before the day of the run"),
        ("{A: {after: 2027-01-31}}", "A is after 2027-01-31"),
    ])
    func `explains itself`(yaml: String, words: String) {
        #expect(Reading(condition: yaml).condition?.explanation == words)
    }

    @Test func `names its columns once, in order`() {
        #expect(Reading(condition: "{B: X, any: [{A: Y}, {B: {not: Z}}]}").condition?.columns == ["B", "A"])
    }
}
