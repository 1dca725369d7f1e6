/// Whole loads in which columns or rows slid against each other: every value is good, and nobody's own.
enum ShiftedKinds {
    static let all = columns + rows

    private static let held = MutationKind.held
    private static let done = MutationKind.done
    private static let refused = MutationKind.refused
    private static let first = Sheet.place("FIRST_NAME")
    private static let last = Sheet.place("LAST_NAME")
    private static let people = [
        "FIRST_NAME", "BORN", "CAMPUS", "LANGUAGE", "PURGE", "STREET", "CITY", "ZIP", "COUNTRY", "ROOM", "CAMPUS_MAIL",
        "OTHER_MAIL", "PHONE", "CARD", "FACULTY",
    ]

    private static let columns: [MutationKind] = [
        LoadKinds.kind("a column emptied", code: "guard.field") { sheet, random in
            let column = Sheet.place(people[Int.random(in: 0..<people.count, using: &random)])
            return sheet.all { $0[column] = "" }
        },
        LoadKinds.kind("the e-mail column emptied", code: "guard.field") { sheet, _ in
            sheet.all { $0[Sheet.place("CAMPUS_MAIL")] = " " }
        },
        LoadKinds.kind("the e-mail column gone", [refused], code: "csv.column.missing", isExact: false) { sheet, _ in
            sheet.without(column: Sheet.place("CAMPUS_MAIL"))
        },
        LoadKinds.kind("a column emptied for most", code: "guard.field") { sheet, random in
            let column = Sheet.place(people[Int.random(in: 0..<people.count, using: &random)])
            var (all, left) = (sheet.cells, 0)
            for index in all.indices.shuffled(using: &random) where !all[index][column].isEmpty {
                left += 1
                if left > 35 { all[index][column] = "" }
            }
            return sheet.joined(all)
        },
        LoadKinds.kind("names exchanged for everybody", code: "guard.steady") { sheet, _ in
            sheet.all { $0.swapAt(first, last) }
        },
        LoadKinds.kind("names exchanged in the header", code: "guard.steady") { sheet, _ in
            var names = sheet.names
            names.swapAt(first, last)
            return sheet.joined(sheet.cells, header: names)
        },
        LoadKinds.kind("card and login exchanged", code: "guard.steady") { sheet, _ in
            sheet.all { $0.swapAt(Sheet.place("CARD"), Sheet.place("LOGIN")) }
        },
        // What no guard calls steady may change for everybody (a street for a room): the file says so.
        LoadKinds.kind("two columns exchanged in the header", [held, done]) { sheet, random in
            var names = sheet.names
            let chosen = names.indices.shuffled(using: &random)
            names.swapAt(chosen[0], chosen[1])
            return sheet.joined(sheet.cells, header: names)
        },
        LoadKinds.kind("all columns one to the right", code: "guard.rejects") { sheet, random in
            let from = Int.random(in: 1...8, using: &random)
            return sheet.all { row in
                row.insert("", at: from)
                row.removeLast()
            }
        },
        LoadKinds.kind("columns in another order with their names", [done]) { sheet, random in sheet.permuted(&random)
        },
    ]

    private static let rows: [MutationKind] = [
        LoadKinds.kind("names slid by a row", code: "guard.steady") { sheet, random in
            let step = Int.random(in: 1...9, using: &random)
            return slid([first, last], by: step, sheet)
        },
        LoadKinds.kind("ids slid by a row", code: "guard.steady") { sheet, random in
            slid([0], by: Int.random(in: 1...9, using: &random), sheet)
        },
        LoadKinds.kind("a column sorted by itself", code: "guard.steady") { sheet, random in
            let column = Sheet.place(["LAST_NAME", "FIRST_NAME", "BORN"][Int.random(in: 0...2, using: &random)])
            let sorted = sheet.cells.map { $0[column] }.sorted()
            return sheet.joined(
                zip(sheet.cells, sorted).map { row, value in
                    var row = row
                    row[column] = value
                    return row
                })
        },
        LoadKinds.kind("births a day off for everybody", code: "guard.steady") { sheet, _ in
            sheet.all { row in
                let day = Int(row[Sheet.place("BORN")].prefix(2)) ?? 1
                row[Sheet.place("BORN")] = Sheet.two(day % 28 + 1) + row[Sheet.place("BORN")].dropFirst(2)
            }
        },
        LoadKinds.kind("names in capitals for everybody", code: "guard.steady") { sheet, _ in
            sheet.all { $0[last] = $0[last].uppercased() }
        },
        LoadKinds.kind("cards as a spreadsheet rounds them", code: "guard.rejects") { sheet, _ in
            sheet.all { $0[Sheet.place("CARD")] = "2.999E+13" }
        },
        LoadKinds.kind("ids without their first letter", code: "guard.gone") { sheet, _ in
            sheet.all { $0[0] = String($0[0].dropFirst()) }
        },
        LoadKinds.kind("names mangled by an encoding", [held, done]) { sheet, _ in
            let mangled = Array(sheet.bytes.flatMap { Array(String(Unicode.Scalar($0)).utf8) })
            return mangled
        },
    ]

    private static func slid(_ columns: [Int], by step: Int, _ sheet: Sheet) -> [UInt8] {
        let all = sheet.cells
        return sheet.joined(
            all.indices.map { index in
                var row = all[index]
                for column in columns { row[column] = all[(index + step) % all.count][column] }
                return row
            })
    }
}
