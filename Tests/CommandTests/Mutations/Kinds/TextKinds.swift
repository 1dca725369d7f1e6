/// Names that mean something to a spreadsheet, to XML, to a terminal, or to the eye; and encodings that lie.
enum TextKinds {
    static let all = names + encodings

    private static let done = MutationKind.done
    private static let windows = PlainProfile.careful.with { $0.encoding = .windows }

    private static let names: [MutationKind] = [
        RowKinds.kind("formulas in names", [done]) { sheet, random in
            let values = ["=1+1", "+A1", "-2", "@SUM(A1)", "=HYPERLINK(\"\"x\"\")", "=cmd|' /C calc'!A0"]
            return sheet.some("FIRST_NAME", values.map { $0.contains("\"") ? "\"\($0)\"" : $0 }, &random)
        },
        RowKinds.kind("markup in names", [done]) { sheet, random in
            let values = [
                "]]>", "A & B", "<b>", "&amp;", "&#65;", "<!--", "</users>", "<![CDATA[x]]>", "&x;", "a>b", "'",
                "<?x?>",
            ]
            return sheet.some("LAST_NAME", values.map { "\"\($0)\"" }, &random)
        },
        RowKinds.kind("control characters in names", code: "sis.character") { sheet, random in
            sheet.some(
                "LAST_NAME", ["a\u{1}b", "a\u{8}b", "a\u{1B}[31mb", "a\u{1F}b", "a\u{FFFE}b", "a\u{FFFF}b"], &random)
        },
        RowKinds.kind("characters nobody can see in names", [done], code: "sis.invisible") { sheet, random in
            let values = [
                "a\u{200B}b", "a\u{202E}b", "\u{202A}ab\u{202C}", "a\u{2066}b", "a\u{FEFF}b", "a\u{85}b", "a\u{200D}b",
            ]
            return sheet.some("LAST_NAME", values, &random)
        },
        RowKinds.kind("letters beyond the first plane", [done]) { sheet, random in
            sheet.some("FIRST_NAME", ["\u{20BB7}\u{91CE}", "\u{1F4DA}", "e\u{301}", "\u{10FFFD}", "\u{E000}"], &random)
        },
        RowKinds.kind("names of 255 characters", [done]) { sheet, random in
            sheet.some("LAST_NAME", ["a", "\u{E4}", "\u{20BB7}"].map { String(repeating: $0, count: 255) }, &random)
        },
        RowKinds.kind("names of 256 characters", code: "sis.length") { sheet, random in
            sheet.some("LAST_NAME", ["a", "\u{E4}", "\u{20BB7}"].map { String(repeating: $0, count: 256) }, &random)
        },
        RowKinds.kind("names of blanks", code: "sis.required") { sheet, random in
            sheet.some("LAST_NAME", [" ", "\t", "\u{A0}", " \u{A0} \t"], &random)
        },
        RowKinds.kind("line breaks and quotes in names", [done]) { sheet, random in
            sheet.some(
                "FIRST_NAME", ["\"a\r\nb\"", "\"a\nb\"", "\"a\rb\"", "\"say \"\"a\"\"\"", "\"a;b\"", "\"\"\"\""],
                &random)
        },
    ]

    private static let encodings: [MutationKind] = [
        RowKinds.kind("in Windows-1252 as declared", [done], profile: windows) { sheet, _ in sheet.latin },
        MutationKind(
            "declared Windows-1252, but UTF-8", .mischief, [MutationKind.refused], profile: windows
        ) { sheet, random in
            sheet.joined(sheet.cells.shuffled(using: &random))
        },
        RowKinds.kind("bytes that Windows-1252 has not", code: "csv.encoding", profile: windows) { sheet, random in
            var bytes = sheet.latin
            let first = bytes.firstIndex(of: 10) ?? 0
            let names = bytes.indices.filter { $0 > first && bytes[$0] >= 0xC0 }
            for at in names.shuffled(using: &random).prefix(3) { bytes[at] = 0x81 }
            return bytes
        },
        // UTF-8 read as Windows-1252 by somebody before us and written as UTF-8: all of it is text.
        RowKinds.kind("mangled long before", [done]) { sheet, random in
            sheet.some("LAST_NAME", ["M\u{C3}\u{BC}ller", "Sp\u{C3}\u{A9}cimen", "\u{FFFD}"], &random)
        },
        RowKinds.kind("rows in another encoding", code: "csv.encoding") { sheet, random in
            let broken = sheet.some("LAST_NAME", ["a\u{7F}b"], &random)
            return broken.map { $0 == 0x7F ? 0xE9 : $0 }
        },
        RowKinds.kind("overlong and surrogate bytes", code: "csv.encoding") { sheet, random in
            let broken = sheet.some("LAST_NAME", ["a\u{7F}b"], &random)
            let pieces: [[UInt8]] = [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82]]
            let piece = pieces[Int.random(in: 0..<pieces.count, using: &random)]
            return Array(broken.split(separator: 0x7F, omittingEmptySubsequences: false).joined(separator: piece))
        },
    ]
}
