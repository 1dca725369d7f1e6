import Exchange
import Rules
import Testing

@Suite struct `New codes` {
    static func codes(_ yaml: String, _ values: [String], limit: Int = 1000) -> NewCodes {
        let codes = NewCodes(limit: limit)
        let rule = Reading(yaml, files: ["majors.csv": "BIO,Biology"]).rule
        for value in values { _ = Row(["STVMAJR": value]).value(rule, codes: codes) }
        return codes
    }

    @Test func `are counted by column and fate, most records first`() {
        let values = ["DSCI", "BIO", "ECON", "DSCI", "", "DSCI"]
        #expect(
            Self.codes("{column: STVMAJR, lookup: majors.csv, unknown: keep}", values).lines == [
                "STVMAJR 'DSCI' (3 records): not in majors.csv, kept as it is",
                "STVMAJR 'ECON' (1 record): not in majors.csv, kept as it is",
            ])
        #expect(
            Self.codes("{column: STVMAJR, lookup: majors.csv}", ["ECON"]).lines == [
                "STVMAJR 'ECON' (1 record): not in majors.csv, rejected"
            ])
        #expect(
            Self.codes("{template: \"{STVMAJR}\", lookup: majors.csv, unknown: {default: X}}", ["ECON"]).lines == [
                "fields.x 'ECON' (1 record): not in majors.csv, 'X' is sent instead"
            ])
    }

    @Test func `that are long or strange are not repeated`() {
        let long = String(repeating: "x", count: 33)
        let lines = Self.codes(
            "{column: STVMAJR, lookup: majors.csv}", [long, "a\u{1B}[2Jb", "a\u{202E}b", "\u{FFFD}"]
        ).lines
        #expect(
            lines == [
                "STVMAJR (a text with control characters) (3 records): not in majors.csv, rejected",
                "STVMAJR (a text of more than 32 bytes) (1 record): not in majors.csv, rejected",
            ])
    }

    @Test func `are bounded, and still all counted`() {
        let codes = Self.codes("{column: STVMAJR, lookup: majors.csv}", (0..<50).map { "C\($0)" }, limit: 3)
        #expect(codes.lines.count == 4 && codes.lines.last == "47 records more with other new codes")
        #expect(NewCodes().isEmpty && NewCodes().lines == [])
    }
}
