import Exchange
import Rules
import Testing

@Suite struct `Any bytes at all` {
    static let rules = [
        "A", "{column: A, trim: no}", "{column: A, case: upper}", "{column: A, case: lower}",
        "{column: A, pattern: \"(.*)x?(.*)\", take: 2}",
        "{column: A, date: D.M.YY, century_from: 1950, plus: 3 months}",
        "{column: A, date: YYYYMMDD, minus: 9999 years}", "{column: A, phone: {country: 49, trunk: 0}}",
        "{column: A, phone: {format: \"###-####\"}}", "{column: A, lookup: {X: Y}, unknown: keep}",
        "{column: A, lookup: {X: Y}, unknown: {default: Z}}", "{template: \"{A}{B?}\"}",
        "{first: [A, B, {today: yes}]}",
        "{choose: [{column: A, when: {B: {matches: \".*[0-9].*\"}}}, {column: B, when: {A: {before: today}}}, C]}",
    ]

    /// Pieces that come near to what rules look for, and bytes that are no text.
    static let pieces: [[UInt8]] =
        ["0", "00", "+49", "1.2.27", "20270531", "X", " ", "\u{A0}", "é", "ß", "x", "\"", "{", "\n", "\u{0}", "-", "."]
        .map { Array($0.utf8) } + [[0xC2], [0xA0], [0xFF], [0xED, 0xA0, 0x80], [0xF0, 0x9F]]

    @Test func `make a value, a blank or a problem, and never a trap`() throws {
        var numbers = SeededNumbers(seed: 2026)
        let compiled = try Self.rules.map { yaml in
            let read = Reading(yaml)
            try #require(read.complaints == [], "\(yaml)")
            return try #require(read.rule).compiled { ["A": 0, "B": 1, "C": 2][$0] }
        }
        let codes = NewCodes(limit: 10)
        var kinds: Set<String> = []
        for _ in 0..<3000 {
            let cells = ["A", "B", "C"].map { name in
                (
                    name,
                    (0..<Int.random(in: 0...4, using: &numbers)).flatMap { _ in
                        Self.pieces.randomElement(using: &numbers) ?? []
                    }
                )
            }
            Row(cells).withCells { cells in
                for rule in compiled {
                    var bytes: [UInt8] = [1, 2]
                    let outcome = rule.evaluate(cells, today: Row.today, codes: codes, into: &bytes)
                    switch outcome {
                    case .value: #expect(bytes.count > 2)
                    case .blank, .problem: #expect(bytes == [1, 2])
                    }
                    kinds.insert(String("\(outcome)".prefix(5)))
                }
            }
        }
        #expect(kinds == ["value", "blank", "probl"])
        #expect(codes.lines.count == 11)
    }

    @Test func `and cells that lie nowhere are blank`() {
        let rule = Reading("{template: \"{A?}{B?}\"}").rule?.compiled { ["A": 0, "B": 7][$0] }
        var bytes: [UInt8] = []
        let outcome = [UInt8]("abc".utf8).withUnsafeBufferPointer { text in
            [2..<9].withUnsafeBufferPointer { ranges in
                rule?.evaluate(
                    RuleCells(text: text, ranges: ranges), today: Row.today, codes: NewCodes(), into: &bytes)
            }
        }
        #expect(outcome == .blank && bytes.isEmpty)
    }
}
