import Foundation
import Testing

/// A file that cannot be taken as it stands, what the run comes to, and the sentence a person reads.
struct BadInput: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: @Sendable () throws -> [UInt8]
    let exit: Int
    let code: String
    let sentence: String

    init(
        _ name: String, _ exit: Int, _ code: String, _ sentence: String,
        _ bytes: @escaping @Sendable () throws -> [UInt8]
    ) {
        testDescription = name
        self.exit = exit
        self.code = code
        self.sentence = sentence
        self.bytes = bytes
    }

    init(
        text name: String, _ exit: Int, _ code: String, _ sentence: String,
        _ change: @escaping @Sendable ([String]) -> [String]
    ) {
        self.init(name, exit, code, sentence) {
            let lines = try Site.sample().split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
            return Array(change(lines).joined(separator: "\n").utf8)
        }
    }

    static let all: [BadInput] = tables + foreign + encodings

    private static let tables = [
        BadInput(
            "a file without a byte", 2, "pickup.empty",
            "people_1.csv has not one byte; nothing is taken while it is there."
        ) { [] },
        BadInput("nothing but empty lines", 5, "csv.empty", "people_1.csv: the file is empty.") {
            [13, 10, 13, 10, 10]
        },
        BadInput(text: "a header only", 5, "sis.norecords", "people_1.csv has a header but no records.") { [$0[0]] },
        BadInput(
            text: "commas where semicolons were agreed", 5, "csv.delimiter",
            "people_1.csv: the header is one cell with the delimiter semicolon; with comma it has 20."
        ) { $0.map { $0.replacingOccurrences(of: ";", with: ",") } },
        BadInput(
            text: "a column was renamed", 5, "csv.column.missing", "people_1.csv: the file has no column 'LAST_NAME'"
        ) { [$0[0].replacingOccurrences(of: "LAST_NAME", with: "SURNAME")] + $0.dropFirst() },
        BadInput(
            text: "no header at all", 5, "csv.column.missing",
            "people_1.csv: line 1 names none of the 20 columns that are needed ('PERSON_ID', 'FIRST_NAME', …): the header"
        ) { Array($0.dropFirst()) },
        BadInput(
            text: "a column differs in capitals only", 5, "csv.column.missing", "'LAST_NAME' (nearest: 'Last_Name')"
        ) { [$0[0].replacingOccurrences(of: "LAST_NAME", with: "Last_Name")] + $0.dropFirst() },
        BadInput(
            text: "two columns of one name", 5, "csv.header.doubled",
            "people_1.csv: columns 2 and 3 are both called 'LAST_NAME'."
        ) { [$0[0].replacingOccurrences(of: "FIRST_NAME", with: "LAST_NAME")] + $0.dropFirst() },
        BadInput(
            text: "a row with a cell too many", 1, "csv.row.ragged", "line 51: the row has 21 cells, expected 20."
        ) {
            var lines = $0
            lines[50] = "more;" + lines[50]
            return lines
        },
        BadInput(text: "rows that are too short", 2, "csv.row.ragged", "line 2: the row has 5 cells, expected 20.") {
            [$0[0]]
                + $0.dropFirst().map {
                    $0.split(separator: ";", omittingEmptySubsequences: false).prefix(5).joined(separator: ";")
                }
        },
        BadInput(text: "a zero byte in a name", 1, "csv.nul", "line 3: a zero byte stands in the record.") {
            var lines = $0
            lines[2] = lines[2].replacingOccurrences(of: "p00002", with: "p0\u{0}0002")
            return lines
        },
        BadInput(
            text: "a quote that is never closed", 5, "csv.quote.unclosed",
            "people_1.csv: the quote opened on line 60 is not closed before the end of the file."
        ) {
            $0.enumerated().map {
                $0 == 59
                    ? $1.replacingOccurrences(of: ";GRAD;", with: ";\"GRAD;").replacingOccurrences(
                        of: ";UG;", with: ";\"UG;"
                    ).replacingOccurrences(of: ";FAC;", with: ";\"FAC;").replacingOccurrences(
                        of: ";STAFF;", with: ";\"STAFF;") : $1
            }
        },
    ]

    private static let foreign = [
        BadInput("gzip given for CSV", 5, "csv.notcsv", "people_1.csv: this is a gzip file, not CSV text.") {
            [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + (try Site.sample()).prefix(900)
        },
        BadInput(
            "a zip, or a workbook, which is one", 5, "csv.notcsv",
            "this is a zip file (or an Excel workbook, which is one)"
        ) {
            Array("PK\u{3}\u{4}".utf8) + [20, 0, 0, 0, 8, 0] + [UInt8](repeating: 0x5A, count: 600)
        },
        BadInput("an old workbook", 5, "csv.notcsv", "this is an old Excel workbook (.xls), not CSV text.") {
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600)
        },
        BadInput("a PDF", 5, "csv.notcsv", "this is a PDF file, not CSV text.") { Array("%PDF-1.7\n1 0 obj\n".utf8) },
        BadInput("a log-in page", 5, "csv.notcsv", "this is a web page, perhaps a log-in page, not CSV text.") {
            Array("<!DOCTYPE html>\n<html><body>Please log in</body></html>\n".utf8)
        },
        BadInput("JSON", 5, "csv.notcsv", "this is a JSON file, not CSV text.") {
            Array("[{\"id\": 1}, {\"id\": 2}]\n".utf8)
        },
    ]

    private static let encodings = [
        BadInput(
            "UTF-16 where UTF-8 was agreed", 5, "csv.encoding.utf16",
            "the file is UTF-16LE, but the profile says utf-8."
        ) {
            let text = String(decoding: try Site.sample(), as: UTF8.self)
            return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        },
        BadInput(
            "Windows-1252 where UTF-8 was agreed", 2, "csv.encoding", "line 3: the byte EB is no character in utf-8."
        ) {
            let text = String(decoding: try Site.sample(), as: UTF8.self)
            return Array(try #require(text.data(using: .windowsCP1252, allowLossyConversion: true)))
        },
    ]
}
