import Exchange
import Testing

@testable import Engine

@Suite struct `A report of many files` {
    private func lines(_ states: [String]) -> [String] {
        let deliveries = states.enumerated().map { index, state in
            RunReport.Delivery(
                target: "out/\(index + 1).txt", size: 20_480, sha256: String(repeating: "0", count: 64), state: state,
                note: "")
        }
        let report = ReportsGiven.report(
            "sis-import", "26-0001", "2026-11-21 09:02:00 CST", .done, "Done.", Report(), deliveries: deliveries)
        let lines = ReportText(report).lines.map(\.text)
        return lines.drop { !$0.hasPrefix("  to ") }.dropFirst().prefix { $0.hasPrefix("    ") }.map {
            String($0.dropFirst(4))
        }
    }

    @Test func `names all of a few`() {
        #expect(lines(Array(repeating: "delivered", count: 12)).count == 12)
    }

    @Test func `names the first of many, and counts the others`() {
        let lines = lines(Array(repeating: "delivered", count: 2_000))
        #expect(lines.count == 7 && lines[0].hasPrefix("out/1.txt"))
        #expect(lines.last == "and 1,994 others: 1,994 delivered (all of them: --json)")
    }

    @Test func `names some of each that went another way, wherever they stand`() {
        var states = Array(repeating: "delivered", count: 2_000)
        states[900] = "held"
        for index in 1_000..<2_000 { states[index] = "planned" }
        let lines = lines(states)
        #expect(lines.contains { $0.hasPrefix("out/901.txt") && $0.hasSuffix("held") })
        #expect(lines.filter { $0.hasSuffix("planned") }.count == 3)
        #expect(lines.last == "and 1,990 others: 997 planned, 993 delivered (all of them: --json)")
    }
}
