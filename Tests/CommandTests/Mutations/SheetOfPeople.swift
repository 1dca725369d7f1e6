/// Invented people in the layout of the shipped sample.
extension Sheet {
    private static let columns =
        "PERSON_ID;FIRST_NAME;LAST_NAME;GROUP;CAMPUS;LANGUAGE;BORN;EXPIRES;PURGE;STREET;CITY;ZIP;COUNTRY;ROOM;CAMPUS_MAIL;"
        + "OTHER_MAIL;PHONE;CARD;LOGIN;FACULTY"
    private static let firstNames = [
        "Ana", "Zo\u{EB}", "Teodor", "Ma\u{EB}l", "Ravi", "\u{C5}sa", "Tom\u{E1}s", "Ines", "Bo", "Ming", "Aoife",
        "Ola",
    ]
    private static let lastNames = [
        "Muster", "Example", "Sp\u{E9}cimen", "O'Testcase", "Sample-Way", "N\u{E4}yte", "Ejemplo", "Prova", "Beispiel",
        "Exemplaire", "van Proef",
    ]

    /// So many people with a row each, every row good; another `tribe` shares nothing with the first.
    static func people(_ count: Int, tribe: Int = 0) -> Sheet {
        let rows = (1...count).map { person($0 + tribe * 100_000).joined(separator: ";") }
        return Sheet(Array(([columns] + rows).map { $0 + "\r\n" }.joined().utf8))
    }

    private static func person(_ number: Int) -> [String] {
        let until = 2027 + number % 3
        let groups = ["UG", "GRAD", "UG", "STAFF", "UG", "GRAD", "UG", "FAC", "UG", "GRAD", "UG", "STAFF"]
        return [
            "n\(10_000_000 + number)", firstNames[number % 12], lastNames[number % 11],
            number % 40 == 7 ? "GUEST" : groups[number % 12], number % 2 == 0 ? "NORTH" : "SOUTH",
            ["en", "de", "fr"][number % 3],
            "\(two(number % 28 + 1)).\(two(number % 12 + 1)).\(1960 + number % 45)", "30.09.\(until)",
            "30.09.\(until + 1)", "\(number) Sample Street", ["Exampleton", "Testville"][number % 2],
            "\(10_000 + number % 89_999)", "USA", number % 2 == 0 ? "Hall \(number)" : "", "p\(number)@example.edu",
            number % 3 == 0 ? "who\(number)@mail.example" : "", "555-01\(two(number % 99))",
            "\(29_990_000_000_000 + number)",
            "p\(number)", ["LAW", "MED", "ARTS", "OCEAN"][number % 4],
        ]
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Cells instead of lines.
extension Sheet {
    var names: [String] { header.split(separator: ";").map(String.init) }

    /// Of the rows without quotes.
    var cells: [[String]] {
        rows.filter { !$0.contains("\"") }.map {
            $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// Where a column stands.
    static func place(_ column: String) -> Int { columns.split(separator: ";").firstIndex { $0 == column } ?? 0 }

    func joined(_ cells: [[String]], header: [String]? = nil) -> [UInt8] {
        joined([header?.joined(separator: ";") ?? self.header] + cells.map { $0.joined(separator: ";") })
    }

    /// Two to four of the rows become what `change` makes of them.
    func some(
        _ random: inout SeededNumbers, _ change: (inout [String], inout SeededNumbers) -> Void
    ) -> [UInt8] {
        var all = cells
        for index in all.indices.shuffled(using: &random).prefix(Int.random(in: 2...4, using: &random)) {
            change(&all[index], &random)
        }
        return joined(all)
    }

    /// One of `values` into `column` of two to four rows.
    func some(_ column: String, _ values: [String], _ random: inout SeededNumbers) -> [UInt8] {
        some(&random) { row, random in
            row[Sheet.place(column)] = values[Int.random(in: 0..<values.count, using: &random)]
        }
    }

    /// Two columns exchanged in two to four rows.
    func exchanging(_ one: String, _ other: String, _ random: inout SeededNumbers) -> [UInt8] {
        some(&random) { row, _ in row.swapAt(Sheet.place(one), Sheet.place(other)) }
    }

    /// In every row.
    func all(_ change: (inout [String]) -> Void) -> [UInt8] {
        joined(
            cells.map { row in
                var row = row
                change(&row)
                return row
            })
    }

    /// Two to four pairs of rows, the second of which `change` makes like the first.
    func pairs(
        _ random: inout SeededNumbers, _ change: (_ first: inout [String], _ second: inout [String]) -> Void
    ) -> [UInt8] {
        var all = cells
        var chosen = Array(all.indices.shuffled(using: &random).prefix(2 * Int.random(in: 1...3, using: &random)))
        while chosen.count > 1 {
            let (one, other) = (chosen.removeLast(), chosen.removeLast())
            var (first, second) = (all[min(one, other)], all[max(one, other)])
            change(&first, &second)
            all[min(one, other)] = first
            all[max(one, other)] = second
        }
        return joined(all)
    }
}
