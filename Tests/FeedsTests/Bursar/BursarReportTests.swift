import ConformanceKit
import Exchange
import Feeds
import Testing

/// Fees as a report of the library system has them: a table, with labels.
@Suite struct `Fees from a report` {
    static let profile: Node = [
        "fields": [
            "user_id": "Primary Identifier", "transaction_id": "Fine Fee Id", "amount": "Transaction Amount",
            "currency": ["constant": "USD"], "transaction_date": "Transaction Date",
            "fee_type": [
                "column": "Fine Fee Type",
                "lookup": ["Lost item process fee": "LOSTITEMPROCESSFEE", "Overdue fine": "OVERDUEFINE"],
            ],
        ],
        "write": PostedFees.lines("user_id", "fee_type", "amount", "transaction_date"),
    ]
    private static let header =
        "\u{FEFF}Transaction Amount,Fine Fee Type,Fine Fee Id,Primary Identifier,Transaction Date\r\n"

    @Test func `with byte order mark, CRLF and labels is the same`() throws {
        let posted = try PostedFees(
            Self.profile,
            Self.header
                + "12.00,Overdue fine,101,900001,2026-11-02\r\n5,Lost item process fee,102,900002,2026-11-03\r\n")
        #expect(posted.counts == [2, 2, 0, 0] && posted.money()[1] == "17")
        #expect(
            posted.lines == ["900001|OVERDUEFINE|12|2026-11-02", "900002|LOSTITEMPROCESSFEE|5|2026-11-03"])
    }

    @Test func `with nothing but a header has nothing to deliver`() throws {
        let posted = try PostedFees(Self.profile, Self.header)
        #expect(posted.conversion.nothingToDeliver != nil && posted.counts == [0, 0, 0, 0])
        #expect(posted.report.count(.error) == 0)
    }

    @Test func `keeps its bad rows as they stand`() throws {
        let bad = ["1.234,50,Overdue fine,103,900001,2026-11-02\r\n", "7,No such label,104,900001,2026-11-02\r\n"]
        let quoted = "\"1.234,50\",Overdue fine,105,900001,2026-11-02\r\n"
        let posted = try PostedFees(
            Self.profile, Self.header + bad[0] + "5,Overdue fine,101,900001,2026-11-02\r\n" + bad[1] + quoted)
        #expect(posted.counts == [4, 1, 3, 0] && posted.money() == ["5", "5", "0", "0", "0"])
        #expect(posted.rejects == Self.header + bad[0] + bad[1] + quoted)
        #expect(posted.report.count(of: .feesAmount) == 1 && posted.report.tally.money.unreadable == 3)
    }

    @Test func `reads amounts as the profile says they are written`() throws {
        var profile = Self.profile
        if case .map(let pairs, let mark) = profile {
            profile = .map(
                pairs + [
                    Node.Pair(
                        key: "amounts", keyMark: mark, value: ["mark": "comma", "grouping": "point", "minus": "behind"])
                ], mark)
        }
        let posted = try PostedFees(
            profile, Self.header + "\"1.234,50-\",Overdue fine,103,900001,2026-11-02\r\n")
        #expect(posted.money()[1] == "-1234.5")
    }

    @Test func `a profile is complained about where it cannot be meant so`() {
        func words(_ profile: Node) -> [String] {
            do throws(Complaints) { _ = try PostedFees.reading(profile) } catch { return error.all.map(\.message) }
            return []
        }
        let write = PostedFees.lines("amount")
        #expect(
            words(["read": ["delimiter": ";"], "write": write]).first?.hasPrefix("'read' says how a table") == true)
        #expect(words(["fields": ["user_id": "A"], "write": write]).count == 4)
        #expect(words(["currencies": ["usd"], "write": write]) == ["'usd' is no currency of ISO 4217"])
        #expect(words(["fee_types": "lists/a.csv", "write": write]).first?.contains("needs a table") == true)
        #expect(words(["dates": "MM/DD", "write": write]) == ["'MM/DD' is no layout of a date"])
        #expect(words(["currencies": ["USD"]]) == ["the profile does not say what the bursar's file looks like"])
    }
}
