/// Days that do not exist, cannot be meant, or would remove a user too soon.
enum DateKinds {
    private static let done = MutationKind.done
    private static let leapDays = ["29.02.2028", "29.02.2032", "29.02.2096"]
    private static let noLeapDays = ["29.02.2027", "29.02.2100", "29.02.2030", "30.02.2028"]

    static let all: [MutationKind] = [
        RowKinds.kind("purge before expiry", code: "sis.purge") { sheet, random in
            sheet.some("PURGE", ["29.09.2027", "22.11.2026", "01.01.2027"], &random)
        },
        RowKinds.kind("purge on the day of expiry", [done]) { sheet, random in
            sheet.some(&random) { row, _ in row[Sheet.place("PURGE")] = row[Sheet.place("EXPIRES")] }
        },
        RowKinds.kind("purged before today", code: "sis.purge.past") { sheet, random in
            sheet.some("PURGE", ["20.11.2026", "30.09.2017", "01.01.1900"], &random)
        },
        RowKinds.kind("expired and purged long ago", [done]) { sheet, random in
            sheet.some(&random) { row, _ in
                row[Sheet.place("EXPIRES")] = "30.06.2019"
                row[Sheet.place("PURGE")] = "30.06.2020"
            }
        },
        RowKinds.kind("29 February that is not there", code: "sis.date") { sheet, random in
            sheet.some("EXPIRES", noLeapDays, &random)
        },
        RowKinds.kind("29 February that is there", [done]) { sheet, random in
            sheet.some(&random) { row, random in
                row[Sheet.place("BORN")] = ["29.02.2000", "29.02.1904"][Int.random(in: 0...1, using: &random)]
                row[Sheet.place("PURGE")] = "29.02.2096"
                row[Sheet.place("EXPIRES")] = leapDays[Int.random(in: 0...2, using: &random)]
            }
        },
        RowKinds.kind("29 February of 1900", code: "sis.date") { sheet, random in
            sheet.some("BORN", ["29.02.1900", "29.02.2023"], &random)
        },
        RowKinds.kind("two-digit years", code: "sis.date") { sheet, random in
            sheet.some("BORN", ["01.02.03", "31.12.99", "01.02.  03"], &random)
        },
        RowKinds.kind("years that cannot be meant", code: "sis.date.range") { sheet, random in
            sheet.some("EXPIRES", ["30.09.2127", "31.12.9999", "30.09.1827", "31.12.1899", "30.09.0027"], &random)
        },
        RowKinds.kind("born tomorrow", code: "sis.date.range") { sheet, random in
            sheet.some("BORN", ["22.11.2026", "01.01.2027", "05.07.2101"], &random)
        },
        RowKinds.kind("born today, or in 1900", [done]) { sheet, random in
            sheet.some("BORN", ["21.11.2026", "01.01.1900"], &random)
        },
        RowKinds.kind("dates written another way", code: "sis.date") { sheet, random in
            let values = [
                "09/30/2027", "2027-09-30", "30-SEP-2027", "20270930", "30.9.2027", "30.09.2027 00:00", "46295",
                "3\u{FF10}.09.2027", "+1.09.2027", "30.09.-027",
            ]
            return sheet.some("EXPIRES", values, &random)
        },
        // A day that exists either way: the file says it, and nothing can tell.
        RowKinds.kind("day and month exchanged", [done, MutationKind.rejects]) { sheet, random in
            sheet.some(&random) { row, _ in
                let parts = row[Sheet.place("BORN")].split(separator: ".")
                row[Sheet.place("BORN")] = "\(parts[1]).\(parts[0]).\(parts[2])"
            }
        },
        RowKinds.kind("no expiry", code: "sis.required") { sheet, random in
            sheet.some("EXPIRES", ["", " ", "\u{A0}"], &random)
        },
    ]
}
