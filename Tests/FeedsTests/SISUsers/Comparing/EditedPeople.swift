import ConformanceKit

/// People whose records are edited between loads, and the file they come in.
struct EditedPeople {
    /// What a row is, beside a person's record.
    enum Row {
        case good([String: String])
        /// Wrong, and it can be told whose it is.
        case wrong([String: String])
        /// Wrong, and nobody can tell whose it is.
        case nameless(String)
    }

    private(set) var people: [[String: String]] = []
    private var former: [[String: String]] = []
    private var count = 0
    private static let texts = ["", "", "x", "Ada", "a & b", "ümläut", "MAIN", "STAFF", "=1+1", "<b>", "yes", "Zoë Q"]
    private static let days = ["", "2026-11-17", "2026-11-18", "2026-11-19", "2026-12-20", "2029-01-31", "2031-01-31"]

    init(_ numbers: inout SeededNumbers) {
        for _ in 0..<Int.random(in: 5...40, using: &numbers) { add(&numbers) }
    }

    mutating func edit(_ numbers: inout SeededNumbers) {
        guard let index = people.indices.randomElement(using: &numbers),
            let column = people[index].keys.filter({ $0 != "ID" }).sorted().randomElement(using: &numbers)
        else { return add(&numbers) }
        switch Int.random(in: 0..<12, using: &numbers) {
        case 0, 1: add(&numbers)
        case 2, 3: former.append(people.remove(at: index))
        case 4: if let back = former.popLast() { people.append(back) }
        case 5: people[index][column] = ""
        case 6: people.shuffle(using: &numbers)
        case 7: people.swapAt(index, 0)
        case 8:
            let id = people[index]["ID"] ?? ""
            people[index]["ID"] = id.uppercased() == id ? id.lowercased() : id.uppercased()
        case 9: people = people.map { $0.merging([column: $0[column] == "" ? "" : "\($0[column] ?? "")'"]) { $1 } }
        default: people[index][column] = EditedPeople.value(column, count, &numbers)
        }
        if column == "EXP" || column == "W" || column.hasPrefix("U") { repair(column, &numbers) }
    }

    /// What was done to everybody may not suit every column.
    private mutating func repair(_ column: String, _ numbers: inout SeededNumbers) {
        for index in people.indices where people[index][column]?.hasSuffix("'") == true {
            people[index][column] = EditedPeople.value(column, index + 10_000, &numbers)
        }
    }

    private mutating func add(_ numbers: inout SeededNumbers) {
        count += 1
        var person = ["ID": "\(["p", "=", "é"].randomElement(using: &numbers) ?? "p")\(count)"]
        for column in EditedMapping.columns + ["LAST", "EXP", "W"] + (0..<6).map({ "U\($0)" }) {
            person[column] = EditedPeople.value(column, count, &numbers)
        }
        people.append(person)
    }

    private static func value(_ column: String, _ count: Int, _ numbers: inout SeededNumbers) -> String {
        switch column {
        case "EXP": return days.randomElement(using: &numbers) ?? ""
        case "W": return Bool.random(using: &numbers) ? "yes" : ""
        case "LAST": return "Name \(Int.random(in: 0..<5, using: &numbers))"
        case _ where column.hasPrefix("U"):
            let isBlank = Int.random(in: 0..<4, using: &numbers) == 0
            return isBlank ? "" : "\(column)-\(count)-\(Int.random(in: 0..<1_000_000_000, using: &numbers))"
        default: return texts.randomElement(using: &numbers) ?? ""
        }
    }

    /// The rows of the next file; now and then one of them is wrong, or there twice.
    func rows(_ numbers: inout SeededNumbers) -> [Row] {
        let hasWrong = Int.random(in: 0..<3, using: &numbers) == 0
        let hasNameless = Int.random(in: 0..<4, using: &numbers) == 0
        var rows = people.map { person -> Row in
            var person = person
            switch Int.random(in: 0..<20, using: &numbers) {
            case 0 where hasWrong:
                person["LAST"] = String(repeating: "n", count: 256)
                return .wrong(person)
            case 1 where hasNameless:
                return .nameless(
                    ["ragged", "", "\u{1}7", "\(String(repeating: "7", count: 300))"].randomElement(using: &numbers)
                        ?? "")
            default: return .good(person)
            }
        }
        if hasWrong, let twice = people.randomElement(using: &numbers) {
            rows.append(.wrong(twice.merging(["LAST": "Somebody Else"]) { $1 }))
            // Whoever comes first is sent: it must be the one who is meant.
            let first = rows.firstIndex {
                if case .good(let person) = $0 { person["ID"] == twice["ID"] } else { false }
            }
            if first == nil { rows.removeLast() }
        }
        return rows
    }

    /// As CSV, the columns in any order, with one the profile does not know.
    static func file(_ rows: [Row], _ numbers: inout SeededNumbers) -> String {
        var columns = ["ID", "LAST", "EXP", "W", "UNUSED"] + EditedMapping.columns + (0..<6).map { "U\($0)" }
        columns.shuffle(using: &numbers)
        return quoted(
            [columns]
                + rows.map { row in
                    switch row {
                    case .good(let person), .wrong(let person): columns.map { person[$0] ?? "" }
                    case .nameless("ragged"): ["one", "two"]
                    case .nameless(let id): columns.map { $0 == "ID" ? id : $0 == "LAST" ? "Nobody" : "" }
                    }
                })
    }
}
