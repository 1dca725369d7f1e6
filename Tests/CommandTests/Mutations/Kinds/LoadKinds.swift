/// Whole loads that are good row by row and wrong as a load, the night after 240 people were delivered; and some that
/// only look so.
enum LoadKinds {
    static let all = sizes + others + usual

    static func kind(
        _ name: String, _ allowed: Set<Int> = [held], code: String? = nil, file: String = "people_2.csv",
        isExact: Bool = true, _ change: @escaping @Sendable (Sheet, inout SeededNumbers) -> [UInt8]
    ) -> MutationKind {
        MutationKind(name, .load, allowed, code: code, profile: .careful, file: file, isExact: isExact, change)
    }

    private static let done = MutationKind.done
    private static let rejects = MutationKind.rejects
    private static let held = MutationKind.held
    private static let group = Sheet.place("GROUP")

    private static let sizes: [MutationKind] = [
        kind("cut off between two records", code: "guard.fall") { sheet, random in
            sheet.joined(Array(sheet.cells.prefix(Int.random(in: 1...190, using: &random))))
        },
        kind("cut off within the last record", [held, rejects, done]) { sheet, random in
            Array(sheet.bytes.dropLast(Int.random(in: 1...100, using: &random)))
        },
        kind("a little shorter", [done]) { sheet, random in
            sheet.joined(Array(sheet.cells.shuffled(using: &random).prefix(Int.random(in: 225...239, using: &random))))
        },
        kind("every second record", code: "guard.fall") { sheet, random in
            let odd = Int.random(in: 0...1, using: &random)
            return sheet.joined(sheet.cells.enumerated().filter { $0.offset % 2 == odd }.map(\.element))
        },
        kind("one person", code: "guard.fall") { sheet, random in
            sheet.joined(Array(sheet.cells.shuffled(using: &random).prefix(1)))
        },
        kind("only the header", [MutationKind.refused], code: "sis.norecords") { sheet, _ in sheet.joined([[String]]())
        },
        kind("tenfold, the same people", code: "guard.rejects") { sheet, random in
            sheet.joined((0..<10).flatMap { _ in sheet.cells }.shuffled(using: &random))
        },
        kind("tenfold, with others", code: "guard.rise") { sheet, random in
            let tribe = Int.random(in: 1...50, using: &random)
            return sheet.joined(sheet.cells + Sheet.people(2160, tribe: tribe).cells)
        },
    ]

    private static let others: [MutationKind] = [
        kind("an empty group", code: "guard.group") { sheet, random in
            let gone = ["GRAD", "STAFF", "FAC", "GUEST"][Int.random(in: 0...3, using: &random)]
            return sheet.joined(sheet.cells.filter { $0[group] != gone })
        },
        kind("a group renamed to another's name", code: "guard.group") { sheet, random in
            let from = ["GRAD", "STAFF", "FAC"][Int.random(in: 0...2, using: &random)]
            return sheet.all { if $0[group] == from { $0[group] = "GUEST" } }
        },
        kind("a group renamed to what nobody knows", code: "guard.group") { sheet, random in
            let from = ["GRAD", "STAFF"][Int.random(in: 0...1, using: &random)]
            return sheet.all { if $0[group] == from { $0[group] = "NEWNAME" } }
        },
        kind("everybody in one group", code: "guard.group") { sheet, random in
            let all = ["UG", "GRAD", "GUEST"][Int.random(in: 0...2, using: &random)]
            return sheet.all { $0[group] = all }
        },
        kind("another institution's file", code: "guard.gone") { _, random in
            Sheet.people(Int.random(in: 200...300, using: &random), tribe: Int.random(in: 1...50, using: &random)).bytes
        },
        kind("more than half from another institution", code: "guard.gone") { sheet, random in
            let own = sheet.cells.shuffled(using: &random).prefix(Int.random(in: 20...119, using: &random))
            let tribe = Int.random(in: 1...50, using: &random)
            return sheet.joined(Array(own) + Sheet.people(240 - own.count, tribe: tribe).cells)
        },
        // By identifier our own people, by name others.
        kind("another institution's people under our ids", code: "guard.steady") { sheet, random in
            let others = Sheet.people(240, tribe: Int.random(in: 1...10, using: &random)).cells
            return sheet.joined(
                zip(sheet.cells, others).map { own, other in [own[0]] + other.dropFirst() })
        },
        kind("everybody twice, with another id", [held], code: "guard.rejects") { sheet, _ in
            sheet.joined(sheet.cells + sheet.cells.map { ["x" + $0[0]] + $0.dropFirst() })
        },
    ]

    private static let usual: [MutationKind] = [
        kind("yesterday's file under a new name", [MutationKind.nothing], isExact: false) { sheet, _ in sheet.bytes },
        kind("yesterday's file again", [MutationKind.nothing], file: "people_1.csv", isExact: false) { sheet, _ in
            sheet.bytes
        },
        kind("the same name with other content", [done], file: "people_1.csv") { sheet, random in
            sheet.some("PHONE", ["555-0199", "555-0198"], &random)
        },
        kind("the same people in another order", [done]) { sheet, random in
            sheet.joined(sheet.cells.shuffled(using: &random))
        },
        kind("every expiry date a year later", [done]) { sheet, random in
            let years = Int.random(in: 1...2, using: &random)
            return sheet.all { row in
                for column in ["EXPIRES", "PURGE"].map(Sheet.place) {
                    row[column] = row[column].prefix(6) + "\((Int(row[column].suffix(4)) ?? 0) + years)"
                }
            }
        },
        kind("a night like any other", [done]) { sheet, random in
            let tribe = Int.random(in: 1...50, using: &random)
            let stay = sheet.cells.shuffled(using: &random).dropLast(Int.random(in: 0...9, using: &random))
            let moved = stay.enumerated().map { number, row in
                var row = row
                if number % 9 == 0 { row[Sheet.place("STREET")] = "\(number) Other Street" }
                return row
            }
            return sheet.joined(moved + Sheet.people(Int.random(in: 1...20, using: &random), tribe: tribe).cells)
        },
    ]
}
