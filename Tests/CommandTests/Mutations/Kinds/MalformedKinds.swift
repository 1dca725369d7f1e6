/// Files that are damaged as files: cut, doubled, in another encoding, or something else altogether.
enum MalformedKinds {
    static let all = structure + header + bytes + encodings + foreign

    private static func kind(
        _ name: String, _ allowed: Set<Int>, code: String? = nil,
        _ change: @escaping @Sendable (Sheet, inout SeededNumbers) -> [UInt8]
    ) -> MutationKind { MutationKind(name, .malformed, allowed, code: code, change) }

    private static let rejects = MutationKind.rejects
    private static let held = MutationKind.held
    private static let nothing = MutationKind.nothing
    private static let refused = MutationKind.refused

    private static let structure: [MutationKind] = [
        // A cut in the header misses columns; in a quoted cell it leaves the quote open; elsewhere a row is short.
        kind("truncated", [rejects, held, nothing, refused]) { sheet, random in
            Array(sheet.bytes.prefix(Int.random(in: 0..<sheet.bytes.count, using: &random)))
        },
        kind("rows doubled", [rejects]) { sheet, random in
            sheet.changing(rows: 5, &random) { [$0, $0] }
        },
        kind("blank lines between", [rejects]) { sheet, random in
            sheet.changing(rows: 20, &random) { ["", $0, ""] }
        },
        kind("tenfold", [held]) { sheet, _ in
            sheet.joined([sheet.header] + (0..<10).flatMap { _ in sheet.rows })
        },
        kind("a row cut short", [rejects], code: "csv.row.ragged") { sheet, random in
            sheet.changing(rows: 3, &random) {
                [$0.split(separator: ";", omittingEmptySubsequences: false).prefix(7).joined(separator: ";")]
            }
        },
        kind("rows with a delimiter too many", [rejects], code: "csv.row.ragged") { sheet, random in
            sheet.changing(rows: 4, &random) { [";" + $0] }
        },
        kind("most rows ragged", [held], code: "csv.row.ragged") { sheet, random in
            sheet.changing(rows: 60, &random) { [$0 + ";;"] }
        },
        kind("line ends mixed", [rejects]) { sheet, random in
            let ends = ["\n", "\r\n", "\r"]
            return Array(
                ([sheet.header] + sheet.rows).map { $0 + ends[Int.random(in: 0..<3, using: &random)] }.joined().utf8)
        },
        kind("junk behind the end", [rejects], code: "csv.row.ragged") { sheet, _ in
            sheet.bytes + Array("-- 120 rows selected --\r\n".utf8)
        },
        kind("required cells emptied", [rejects], code: "sis.required") { sheet, random in
            sheet.changing(rows: 4, &random) { Sheet.setting($0, 2, to: "") }
        },
        kind("all required cells emptied", [held], code: "sis.required") { sheet, random in
            sheet.changing(rows: sheet.rows.count, &random) { Sheet.setting($0, 0, to: "  ") }
        },
        kind("absurd dates", [rejects], code: "sis.date") { sheet, random in
            let days = [
                "31.02.2027", "00.00.0000", "2027-01-01", "1.1.27", "99.99.9999", "-", "30.09.20277", "٣٠.٠٩.٢٠٢٧",
            ]
            let day = days[Int.random(in: 0..<days.count, using: &random)]
            return sheet.changing(rows: 4, &random) { Sheet.setting($0, 7, to: day) }
        },
        kind("values far too long", [rejects], code: "sis.length") { sheet, random in
            sheet.changing(rows: 2, &random) { Sheet.setting($0, 1, to: String(repeating: "ä", count: 256)) }
        },
        kind("a quote never closed", [refused], code: "csv.quote.unclosed") { sheet, random in
            // After the last quoted cell, so that nothing closes it by chance.
            sheet.joined(
                [sheet.header] + sheet.rows.filter { !$0.contains("\"") } + [
                    sheet.plain(&random).replacing(";", with: ";\"", maxReplacements: 1)
                ])
        },
        kind("a quote inside a cell", [rejects], code: "csv.quote.stray") { sheet, random in
            sheet.changing(rows: 3, &random) { Sheet.setting($0, 1, to: "Al \"Bo\" Cy") }
        },
        kind("text behind a closing quote", [rejects], code: "csv.quote.trailing") { sheet, random in
            sheet.changing(rows: 3, &random) { Sheet.setting($0, 1, to: "\"Al\" Bo") }
        },
    ]

    private static let header: [MutationKind] = [
        kind("columns in another order", [rejects]) { sheet, random in sheet.permuted(&random) },
        kind("names in the header exchanged", [rejects, held]) { sheet, random in
            // The names still are all there: values land in other fields, and dates may no longer be dates.
            sheet.joined(
                [sheet.header.split(separator: ";").map(String.init).shuffled(using: &random).joined(separator: ";")]
                    + sheet.rows)
        },
        kind("header gone", [refused], code: "csv.column.missing") { sheet, _ in
            sheet.joined(sheet.rows)
        },
        kind("a column gone", [refused], code: "csv.column.missing") { sheet, random in
            sheet.without(column: Int.random(in: 0..<20, using: &random))
        },
        kind("a column twice", [refused], code: "csv.header.doubled") { sheet, random in
            let names = sheet.header.split(separator: ";")
            return sheet.joined(
                ["\(sheet.header);\(names[Int.random(in: 0..<20, using: &random)])"] + sheet.rows.map { $0 + ";x" })
        },
        kind("another delimiter", [refused], code: "csv.delimiter") { sheet, random in
            let delimiter = [",", "\t", "|"][Int.random(in: 0..<3, using: &random)]
            return Array(sheet.text.replacing(";", with: delimiter).utf8)
        },
    ]

    private static let bytes: [MutationKind] = [
        kind("bytes deleted", [rejects, held, refused]) { sheet, random in
            sheet.touching(6, &random) { bytes, at, _ in bytes.remove(at: at) }
        },
        kind("bytes inserted", [rejects, held, refused]) { sheet, random in
            sheet.touching(6, &random) { bytes, at, byte in bytes.insert(byte, at: at) }
        },
        kind("bytes flipped", [rejects, held, refused]) { sheet, random in
            sheet.touching(6, &random) { bytes, at, byte in bytes[at] ^= byte | 1 }
        },
        kind("zero bytes in rows", [rejects], code: "csv.nul") { sheet, random in
            sheet.changing(rows: 3, &random) { Sheet.setting($0, 9, to: "a\u{0}b") }
        },
        kind("control characters in rows", [rejects], code: "sis.character") { sheet, random in
            sheet.changing(rows: 3, &random) { Sheet.setting($0, 9, to: "a\u{1B}[31mb") }
        },
    ]

    private static let encodings: [MutationKind] = [
        kind("in Windows-1252", [held], code: "csv.encoding") { sheet, _ in sheet.latin },
        kind("a few names in Windows-1252", [rejects], code: "csv.encoding") {
            sheet, random in
            let broken = sheet.changing(rows: 3, &random) { Sheet.setting($0, 1, to: "Zo\u{FFFD}") }
            return Array(
                broken.split(separator: [0xEF, 0xBF, 0xBD], omittingEmptySubsequences: false).joined(separator: [0xEB]))
        },
        kind("in UTF-16", [refused], code: "csv.encoding.utf16") { sheet, random in
            let units = sheet.text.utf16
            return Bool.random(using: &random)
                ? [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
                : [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        },
        kind("with the mark of UTF-8", [rejects]) { sheet, _ in [0xEF, 0xBB, 0xBF] + sheet.bytes },
    ]

    private static let foreign: [MutationKind] = [
        kind("a web page", [refused], code: "csv.notcsv") { _, random in
            Array(
                "<!DOCTYPE html><title>\(Int.random(in: 400...599, using: &random))</title>\r\n<h1>Sorry</h1>\r\n".utf8)
        },
        kind("JSON", [refused], code: "csv.notcsv") { sheet, _ in
            Array("[{\"PERSON_ID\": \"n1\", \"LAST_NAME\": \"Example\"}]\n".utf8)
        },
        kind("noise", [refused, held]) { _, random in
            (0..<3000).map { _ in UInt8.random(in: 0...255, using: &random) }
        },
    ]
}
