import ConformanceKit
import Exchange
import Feeds
import Foundation
import Testing

@Suite struct `Rows that have to do with each other` {
    private static let columns = NaiveSettling.columns
    /// 1,000 tables, or 4,000 where `EXCHANGE_ALL_EDITS` is set.
    private static let tables = ProcessInfo.processInfo.environment["EXCHANGE_ALL_EDITS"] == nil ? 1000 : 4000

    @Test(arguments: 0..<8)
    func `become what a dictionary makes of them`(part: Int) throws {
        for number in stride(from: part, to: Self.tables, by: 8) {
            let seed = UInt64(26_1122_0000 + number)
            if let wrong = try Self.trouble(seed) {
                Issue.record("seed \(seed): \(wrong)")
                return
            }
        }
    }

    private static func trouble(_ seed: UInt64) throws -> String? {
        var numbers = SeededNumbers(seed: seed)
        let profile = SettledProfile(&numbers)
        let feed = try SISUsersFeed.reading(profile.node)
        // What the last load delivered, as the test before this one has it: only good rows, each a person.
        let before = try TrialLoad(feed, file(people(&numbers)))
        let table = (0..<Int.random(in: 1...14, using: &numbers)).map { _ in row(&numbers) }
        let load = try TrialLoad(feed, file(table), after: before.baseline, selection: profile.selection)
        let naive = NaiveSettling(profile, table, last: try held(before))

        if load.report.tally != naive.tally { return "tally \(load.report.tally) and \(naive.tally)\n\(file(table))" }
        let rejects = naive.rejected.map { quoted([line(table[$0])]).dropLast() }
        if load.rejects != rejects.map(String.init) { return "rejects \(load.rejects) and \(rejects)" }
        let users = try load.users.map(values)
        let expected = naive.users.map(\.values).map(sent)
        return users == expected ? nil : "users \(users) and \(expected)"
    }

    /// A note is not sent without the address it is about.
    private static func sent(_ values: [String: String]) -> [String: String] {
        values["email"] == nil ? values.filter { $0.key != "note" } : values
    }

    private static func held(_ load: TrialLoad) throws -> [String: [String: String]] {
        guard let baseline = load.baseline else { return [:] }
        let short = [
            "identifiers[BAR].value": "BAR", "identifiers[ALT].value": "ALT", "emails[home].email_address": "email",
            "emails[home].description": "note",
        ]
        return Dictionary(
            uniqueKeysWithValues: try KeptUsers(baseline).users.map { user in
                let values = user.map { (short[$0.key] ?? $0.key, $0.value) }
                return (user["primary_id"]?.lowercased() ?? "", Dictionary(uniqueKeysWithValues: values))
            })
    }

    private static func values(_ user: UserTree) -> [String: String] {
        var values: [String: String] = [:]
        for name in ["primary_id", "last_name", "user_group", "expiry_date", "purge_date"] { values[name] = user[name] }
        for email in user.all("contact_info/emails/email") {
            values["email"] = email["email_address"]
            values["note"] = email["description"]
        }
        for identifier in user.all("user_identifiers/user_identifier") {
            values[identifier["id_type"] ?? ""] = identifier["value"]
        }
        return values
    }

    // MARK: Rows

    private static func file(_ table: [[String: String]]) -> String { quoted([columns] + table.map(line)) }
    private static func line(_ row: [String: String]) -> [String] { columns.map { row[$0] ?? "" } }

    private static func people(_ numbers: inout SeededNumbers) -> [[String: String]] {
        ["a", "B", "c", "é"].map { id in
            var row = row(&numbers)
            row["ID"] = id
            row["LAST"] = "Before"
            row["BAR"] = "bar-\(id)"
            row["ALT"] = "alt-\(id)"
            return row
        }
    }

    /// Few values, so that rows meet.
    private static func row(_ numbers: inout SeededNumbers) -> [String: String] {
        func one(_ texts: [String]) -> String { texts.randomElement(using: &numbers) ?? "" }
        func rarely(_ texts: [String], _ usual: String) -> String {
            Int.random(in: 0..<12, using: &numbers) == 0 ? one(texts) : usual
        }
        let unique = UInt32.random(in: 0...UInt32.max, using: &numbers)
        return [
            "ID": rarely([""], one(["a", "A", "b", "B", "c", "d", "e", "f", "é", "É"])),
            "ROLE": one(SettledProfile.roles + ["OTHER"]),
            "LAST": rarely([String(repeating: "x", count: 300)], one(["", "Ada", "Grace"])),
            "GROUP": one(["", "G1", "G2"]), "EXP": one(["", "2027-01-01", "2027-06-30", "2028-01-01"]),
            "PURGE": one(["", "", "", "2027-03-01", "2029-01-01"]),
            "BAR": one(["", "x1", "X1", "a", "A", "n\(unique)", "m\(unique)"]),
            "ALT": one(["", "", "x1", "b", "o\(unique)", "bar-a"]),
            "MAIL": one(["", "", "a@example.org", "b@example.org"]),
            "NOTE": one(["", "note 1", "note 2"]),
        ]
    }
}
