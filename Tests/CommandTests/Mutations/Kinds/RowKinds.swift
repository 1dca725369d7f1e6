/// Rows whose cells are in the wrong place, and codes and e-mails that are none.
enum RowKinds {
    static let all = places + codes + mails

    static func kind(
        _ name: String, _ allowed: Set<Int> = [rejects], code: String? = nil, profile: PlainProfile = .careful,
        _ change: @escaping @Sendable (Sheet, inout SeededNumbers) -> [UInt8]
    ) -> MutationKind {
        MutationKind(name, .mischief, allowed, code: code, profile: profile, isExact: true, change)
    }

    private static let done = MutationKind.done
    private static let rejects = MutationKind.rejects

    private static let places: [MutationKind] = [
        kind("cells moved right in a row") { sheet, random in
            sheet.some(&random) { row, random in
                row.insert("", at: Int.random(in: 0...8, using: &random))
                row.removeLast()
            }
        },
        kind("cells moved left in a row", [done, rejects]) { sheet, random in
            sheet.some(&random) { row, random in
                row.remove(at: Int.random(in: 0..<19, using: &random))
                row.append("")
            }
        },
        kind("first cell moved to the end") { sheet, random in
            sheet.some(&random) { row, _ in row.append(row.removeFirst()) }
        },
        kind("last cell moved to the front") { sheet, random in
            sheet.some(&random) { row, _ in row.insert(row.removeLast(), at: 0) }
        },
        // It reads like any other name: sent as the file says it.
        kind("names exchanged in some rows", [done]) { sheet, random in
            sheet.exchanging("FIRST_NAME", "LAST_NAME", &random)
        },
        kind("login and e-mail exchanged", code: "sis.email") { sheet, random in
            sheet.exchanging("LOGIN", "CAMPUS_MAIL", &random)
        },
        kind("birth and expiry exchanged", code: "sis.date.range") { sheet, random in
            sheet.exchanging("BORN", "EXPIRES", &random)
        },
        kind("group and campus exchanged", code: "sis.codelist") { sheet, random in
            sheet.exchanging("GROUP", "CAMPUS", &random)
        },
        kind("postal code and country exchanged", code: "sis.country") { sheet, random in
            sheet.exchanging("ZIP", "COUNTRY", &random)
        },
        kind("any two cells exchanged", [done, rejects]) { sheet, random in
            sheet.some(&random) { row, random in
                row.swapAt(Int.random(in: 0..<20, using: &random), Int.random(in: 0..<20, using: &random))
            }
        },
        kind("a street without a city", [done]) { sheet, random in sheet.some("CITY", ["", "  "], &random) },
        kind("a city without a street", [done], code: "sis.segment") { sheet, random in
            sheet.some("STREET", ["", "\u{A0}"], &random)
        },
    ]

    private static let codes: [MutationKind] = [
        kind("codes outside the list", code: "sis.codelist") { sheet, random in
            sheet.some("GROUP", ["ALUM", "0", "UGG", "U G", "\u{0405}TAFF"], &random)
        },
        kind("codes in the wrong case", code: "sis.codelist") { sheet, random in
            sheet.some("GROUP", ["ug", "Grad", "sTAFF"], &random)
        },
        kind("codes with blanks around", [done]) { sheet, random in
            sheet.some("GROUP", [" UG", "GRAD ", "\tFAC\t", "STAFF\u{A0}"], &random)
        },
        // The library system compares bytes; Swift's texts are equal in both spellings.
        kind("codes spelt with other code points", code: "sis.codelist") { sheet, random in
            sheet.some("GROUP", ["FO\u{308}RD"], &random)
        },
        kind("countries by another name", code: "sis.country") { sheet, random in
            sheet.some("COUNTRY", ["US", "usa", "United States", "840", "U.S", "\u{FF35}\u{FF33}\u{FF21}"], &random)
        },
    ]

    private static let mails: [MutationKind] = [
        kind("e-mails without shape", code: "sis.email") { sheet, random in
            let values = [
                "none", "-", "@", "a@b", "@example.edu", "a@@example.edu", "a b@example.edu", "a@example.edu.",
                "a@.example.edu", "a@example..edu", "a@example.edu,b@example.edu", "<a@example.edu>",
                "a@example\u{7F}.edu",
            ]
            return sheet.some("CAMPUS_MAIL", values, &random)
        },
        kind("odd e-mails that are some", [done]) { sheet, random in
            sheet.some("OTHER_MAIL", ["o'x+y=z@example.edu", "\u{FC}@ex\u{E4}mple.edu", "A.B@EXAMPLE.EDU"], &random)
        },
    ]
}
