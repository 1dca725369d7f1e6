/// One way a file goes wrong, and what a run may make of it. Where one kind can end in several ways, it is because
/// chance decides what is hit; each is listed, nothing else is allowed.
struct MutationKind: Sendable {
    let name: String
    let change: @Sendable (Sheet, inout SeededNumbers) -> [UInt8]
    let allowed: Set<Int>
    /// A code that must be among what was said; nil where chance decides.
    let code: String?
    /// Whether every value that is delivered must stand in the mutated file.
    let keepsText: Bool

    init(
        _ name: String, _ allowed: Set<Int>, code: String? = nil, keepsText: Bool = true,
        _ change: @escaping @Sendable (Sheet, inout SeededNumbers) -> [UInt8]
    ) {
        self.name = name
        self.allowed = allowed
        self.code = code
        self.keepsText = keepsText
        self.change = change
    }

    static let all = structure + header + bytes + encodings + foreign

    private static let done = 0
    private static let rejects = 1
    private static let held = 2
    private static let nothing = 3
    private static let refused = 5

    private static let structure: [MutationKind] = [
        // A cut in the header misses columns; in a quoted cell it leaves the quote open; elsewhere a row is short.
        MutationKind("truncated", [rejects, held, nothing, refused]) { sheet, random in
            Array(sheet.bytes.prefix(Int.random(in: 0..<sheet.bytes.count, using: &random)))
        },
        MutationKind("rows doubled", [rejects]) { sheet, random in
            sheet.changing(rows: 5, &random) { [$0, $0] }
        },
        MutationKind("blank lines between", [rejects]) { sheet, random in
            sheet.changing(rows: 20, &random) { ["", $0, ""] }
        },
        MutationKind("tenfold", [held]) { sheet, _ in
            sheet.joined([sheet.header] + (0..<10).flatMap { _ in sheet.rows })
        },
        MutationKind("a row cut short", [rejects], code: "csv.row.ragged") { sheet, random in
            sheet.changing(rows: 3, &random) {
                [$0.split(separator: ";", omittingEmptySubsequences: false).prefix(7).joined(separator: ";")]
            }
        },
        MutationKind("rows with a delimiter too many", [rejects], code: "csv.row.ragged") { sheet, random in
            sheet.changing(rows: 4, &random) { [";" + $0] }
        },
        MutationKind("most rows ragged", [held], code: "csv.row.ragged") { sheet, random in
            sheet.changing(rows: 60, &random) { [$0 + ";;"] }
        },
        MutationKind("line ends mixed", [rejects]) { sheet, random in
            let ends = ["\n", "\r\n", "\r"]
            return Array(
                ([sheet.header] + sheet.rows).map { $0 + ends[Int.random(in: 0..<3, using: &random)] }.joined().utf8)
        },
        MutationKind("junk behind the end", [rejects], code: "csv.row.ragged") { sheet, _ in
            sheet.bytes + Array("-- 120 rows selected --\r\n".utf8)
        },
        MutationKind("required cells emptied", [rejects], code: "sis.required") { sheet, random in
            sheet.changing(rows: 4, &random) { Sheet.setting($0, 2, to: "") }
        },
        MutationKind("all required cells emptied", [held], code: "sis.required") { sheet, random in
            sheet.changing(rows: sheet.rows.count, &random) { Sheet.setting($0, 0, to: "  ") }
        },
        MutationKind("absurd dates", [rejects], code: "sis.date") { sheet, random in
            let days = [
                "31.02.2027", "00.00.0000", "2027-01-01", "1.1.27", "99.99.9999", "-", "30.09.20277", "٣٠.٠٩.٢٠٢٧",
            ]
            let day = days[Int.random(in: 0..<days.count, using: &random)]
            return sheet.changing(rows: 4, &random) { Sheet.setting($0, 7, to: day) }
        },
        MutationKind("values far too long", [rejects], code: "sis.length") { sheet, random in
            sheet.changing(rows: 2, &random) { Sheet.setting($0, 1, to: String(repeating: "ä", count: 256)) }
        },
        MutationKind("a quote never closed", [refused], code: "csv.quote.unclosed") { sheet, random in
            // After the last quoted cell, so that nothing closes it by chance.
            sheet.joined(
                [sheet.header] + sheet.rows.filter { !$0.contains("\"") } + [
                    sheet.plain(&random).replacing(";", with: ";\"", maxReplacements: 1)
                ])
        },
        MutationKind("a quote inside a cell", [rejects], code: "csv.quote.stray") { sheet, random in
            sheet.changing(rows: 3, &random) { Sheet.setting($0, 1, to: "Al \"Bo\" Cy") }
        },
        MutationKind("text behind a closing quote", [rejects], code: "csv.quote.trailing") { sheet, random in
            sheet.changing(rows: 3, &random) { Sheet.setting($0, 1, to: "\"Al\" Bo") }
        },
    ]

    private static let header: [MutationKind] = [
        MutationKind("columns in another order", [rejects]) { sheet, random in sheet.permuted(&random) },
        MutationKind("names in the header exchanged", [rejects, held]) { sheet, random in
            // The names still are all there: values land in other fields, and dates may no longer be dates.
            sheet.joined(
                [sheet.header.split(separator: ";").map(String.init).shuffled(using: &random).joined(separator: ";")]
                    + sheet.rows)
        },
        MutationKind("header gone", [refused], code: "csv.column.missing") { sheet, _ in
            sheet.joined(sheet.rows)
        },
        MutationKind("a column gone", [refused], code: "csv.column.missing") { sheet, random in
            sheet.without(column: Int.random(in: 0..<20, using: &random))
        },
        MutationKind("a column twice", [refused], code: "csv.header.doubled") { sheet, random in
            let names = sheet.header.split(separator: ";")
            return sheet.joined(
                ["\(sheet.header);\(names[Int.random(in: 0..<20, using: &random)])"] + sheet.rows.map { $0 + ";x" })
        },
        MutationKind("another delimiter", [refused], code: "csv.delimiter") { sheet, random in
            let delimiter = [",", "\t", "|"][Int.random(in: 0..<3, using: &random)]
            return Array(sheet.text.replacing(";", with: delimiter).utf8)
        },
    ]

    private static let bytes: [MutationKind] = [
        MutationKind("bytes deleted", [rejects, held, refused]) { sheet, random in
            sheet.touching(6, &random) { bytes, at, _ in bytes.remove(at: at) }
        },
        MutationKind("bytes inserted", [rejects, held, refused]) { sheet, random in
            sheet.touching(6, &random) { bytes, at, byte in bytes.insert(byte, at: at) }
        },
        MutationKind("bytes flipped", [rejects, held, refused]) { sheet, random in
            sheet.touching(6, &random) { bytes, at, byte in bytes[at] ^= byte | 1 }
        },
        MutationKind("zero bytes in rows", [rejects], code: "csv.nul") { sheet, random in
            sheet.changing(rows: 3, &random) { Sheet.setting($0, 9, to: "a\u{0}b") }
        },
        MutationKind("control characters in rows", [rejects], code: "sis.character") { sheet, random in
            sheet.changing(rows: 3, &random) { Sheet.setting($0, 9, to: "a\u{1B}[31mb") }
        },
    ]

    private static let encodings: [MutationKind] = [
        MutationKind("in Windows-1252", [held], code: "csv.encoding", keepsText: false) { sheet, _ in sheet.latin },
        MutationKind("a few names in Windows-1252", [rejects], code: "csv.encoding", keepsText: false) {
            sheet, random in
            let broken = sheet.changing(rows: 3, &random) { Sheet.setting($0, 1, to: "Zo\u{FFFD}") }
            return Array(
                broken.split(separator: [0xEF, 0xBF, 0xBD], omittingEmptySubsequences: false).joined(separator: [0xEB]))
        },
        MutationKind("in UTF-16", [refused], code: "csv.encoding.utf16") { sheet, random in
            let units = sheet.text.utf16
            return Bool.random(using: &random)
                ? [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
                : [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        },
        MutationKind("with the mark of UTF-8", [rejects]) { sheet, _ in [0xEF, 0xBB, 0xBF] + sheet.bytes },
    ]

    private static let foreign: [MutationKind] = [
        MutationKind("a web page", [refused], code: "csv.notcsv") { _, random in
            Array(
                "<!DOCTYPE html><title>\(Int.random(in: 400...599, using: &random))</title>\r\n<h1>Sorry</h1>\r\n".utf8)
        },
        MutationKind("JSON", [refused], code: "csv.notcsv") { sheet, _ in
            Array("[{\"PERSON_ID\": \"n1\", \"LAST_NAME\": \"Example\"}]\n".utf8)
        },
        MutationKind("noise", [refused, held]) { _, random in
            (0..<3000).map { _ in UInt8.random(in: 0...255, using: &random) }
        },
    ]
}
