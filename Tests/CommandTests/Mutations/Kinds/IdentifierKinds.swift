/// Identifiers that two users have, or one user twice, or nobody; and several rows for one person.
enum IdentifierKinds {
    static let all = policies + one + rows

    private static let done = MutationKind.done
    private static let rejects = MutationKind.rejects
    private static let id = Sheet.place("PERSON_ID")
    private static let card = Sheet.place("CARD")
    private static let login = Sheet.place("LOGIN")
    private static let later = PlainProfile.careful
    private static let none = PlainProfile.careful.with { $0.duplicates = .all }
    private static let drop = PlainProfile.careful.with {
        $0.duplicates = .drop
        $0.hasMatchPoint = false
    }
    private static let dropAndMatch = PlainProfile.careful.with { $0.duplicates = .drop }
    private static let several = PlainProfile.careful.with { $0.joinsRows = true }
    private static let anyCase = PlainProfile.careful.with { $0.ignoresCase = true }

    private static let policies: [MutationKind] = [
        ("reject_later", later), ("reject_all", none), ("drop_identifier", drop),
    ].flatMap { name, profile in
        [
            RowKinds.kind("a card of two people, \(name)", [done, rejects], code: duplicate, profile: profile) {
                sheet, random in sheet.pairs(&random) { $1[card] = $0[card] }
            },
            RowKinds.kind("one's card another's login, \(name)", [done, rejects], code: duplicate, profile: profile) {
                sheet, random in sheet.pairs(&random) { $1[login] = $0[card] }
            },
            RowKinds.kind(
                "one's primary id another's card, \(name)", [done, rejects], code: duplicate, profile: profile
            ) {
                sheet, random in sheet.pairs(&random) { $1[card] = $0[id] }
            },
            RowKinds.kind("a card that is one's own login, \(name)", [done, rejects], profile: profile) {
                sheet, random in sheet.some(&random) { row, _ in row[login] = row[card] }
            },
            RowKinds.kind("chains of doubles, \(name)", [done, rejects], profile: profile, chain),
        ]
    }

    private static let duplicate = "sis.identifier.duplicate"

    /// Each shares something with the one before, and half of them are refused for something else.
    @Sendable private static func chain(_ sheet: Sheet, _ random: inout SeededNumbers) -> [UInt8] {
        var all = sheet.cells
        let start = Int.random(in: 0..<all.count - 5, using: &random)
        for index in start + 1..<start + 5 {
            let from = [id, card, login][Int.random(in: 0...2, using: &random)]
            let to = [card, login][Int.random(in: 0...1, using: &random)]
            all[index][to] = all[index - 1][from]
        }
        if Bool.random(using: &random) { all[start][Sheet.place("COUNTRY")] = "??" }
        return sheet.joined(all)
    }

    private static let one: [MutationKind] = [
        RowKinds.kind("doubled, and the match point is dropped", code: duplicate, profile: dropAndMatch) {
            sheet, random in
            sheet.pairs(&random) { $1[login] = $0[login] }
        },
        RowKinds.kind("primary ids that differ in case only", code: duplicate) { sheet, random in
            sheet.pairs(&random) { $1[id] = $0[id].uppercased() }
        },
        RowKinds.kind("logins that differ in case only", [done]) { sheet, random in
            sheet.pairs(&random) { $1[login] = $0[login].uppercased() }
        },
        RowKinds.kind("the same where case is ignored", code: duplicate, profile: anyCase) { sheet, random in
            sheet.pairs(&random) { $1[login] = $0[login].uppercased() }
        },
        RowKinds.kind("identifiers with blanks around", [done]) { sheet, random in
            sheet.some(&random) { row, random in
                let column = [id, card, login][Int.random(in: 0...2, using: &random)]
                row[column] =
                    [" \(row[column])", "\(row[column])\t", "\u{A0}\(row[column]) "][
                        Int.random(in: 0...2, using: &random)]
            }
        },
        RowKinds.kind("doubles told apart by blanks", code: duplicate) { sheet, random in
            sheet.pairs(&random) { $1[card] = "\u{A0}\($0[card]) " }
        },
        RowKinds.kind("identifiers of blanks", code: "sis.required") { sheet, random in
            sheet.some("PERSON_ID", ["", " ", "\t\u{A0}"], &random)
        },
        RowKinds.kind("nobody can log in", code: "sis.matchpoint") { sheet, random in
            sheet.some("LOGIN", ["", " ", "\u{A0}"], &random)
        },
        RowKinds.kind("formulas as identifiers", [done]) { sheet, random in
            sheet.some(&random) { row, random in
                row[id] = ["=", "+", "-", "@"][Int.random(in: 0...3, using: &random)] + row[id]
            }
        },
        RowKinds.kind("a placeholder for everybody's card", [done, rejects]) { sheet, random in
            sheet.some("CARD", ["0"], &random)
        },
    ]

    private static let rows: [MutationKind] = [
        RowKinds.kind("several rows of a person", [done], code: "sis.severalrows", profile: several) { sheet, random in
            sheet.pairs(&random) { $1[id] = $0[id] }
        },
        RowKinds.kind("one of them bad", code: "sis.otherrow", profile: several) { sheet, random in
            sheet.pairs(&random) { first, second in
                second[id] = first[id].uppercased()
                second[Sheet.place("EXPIRES")] = "31.02.2027"
            }
        },
        RowKinds.kind("one of them with another's card", code: duplicate, profile: several) { sheet, random in
            var all = sheet.cells
            let chosen = Array(all.indices.shuffled(using: &random).prefix(3).sorted())
            all[chosen[2]][id] = all[chosen[1]][id]
            for index in chosen.dropFirst() { all[index][card] = all[chosen[0]][card] }
            return sheet.joined(all)
        },
        RowKinds.kind("several rows where none is expected", code: duplicate) { sheet, random in
            sheet.pairs(&random) { $1[id] = $0[id] }
        },
    ]
}
