import Exchange

extension Code {
    package static let csvEmpty = Code(
        "csv.empty", .data, owner: .registrar,
        cause: "The file has no bytes in it, or nothing but empty lines.",
        remedy: "Ask whoever makes the export to run it again and to look at its log.")
    package static let csvNotCSV = Code(
        "csv.notcsv", .data, owner: .registrar,
        cause: "The first bytes belong to another kind of file: packed, a spreadsheet, a PDF, a web page.",
        remedy: "Export the table as CSV text. A packed file must be unpacked first, a spreadsheet saved as CSV.")
    package static let csvEncoding = Code(
        "csv.encoding", .data, owner: .registrar,
        cause: "Bytes in the cell are no character in the encoding the profile states.",
        remedy: "Export in the stated encoding, or state the right one with 'encoding' in the profile.")
    package static let csvEncodingWide = Code(
        "csv.encoding.utf16", .data, owner: .library,
        cause: "The file is UTF-16 (Excel's 'Unicode text'), but the profile states another encoding.",
        remedy: "Write 'encoding: utf-16' in the profile, or export as UTF-8.")
    package static let csvEncodingUTF8 = Code(
        "csv.encoding.utf8", .data, owner: .it,
        cause:
            "Every special letter in the file is written as UTF-8, but the profile states an 8-bit encoding: 'Müller' "
            + "would arrive as 'MÃ¼ller'.",
        remedy: "Write 'encoding: utf-8' under 'read' in the profile.")
    package static let csvQuoteUnclosed = Code(
        "csv.quote.unclosed", .data, owner: .registrar,
        cause:
            "A quoted cell is opened and the file ends before it is closed (RFC 4180, clause 2.5). Often the export broke off.",
        remedy:
            "Look at the named line for a single quote character: close it, or double it where it belongs to the value."
    )
    package static let csvQuoteStray = Code(
        "csv.quote.stray", .data, owner: .registrar,
        cause: "A quote character stands inside a cell that is not quoted (RFC 4180, clause 2.5).",
        remedy: "Quote the whole cell and double the quotes in it: \"12\"\" disc\".")
    package static let csvQuoteTrailing = Code(
        "csv.quote.trailing", .data, owner: .registrar,
        cause: "Text follows the quote that closes a cell (RFC 4180, clause 2.5).",
        remedy: "Double every quote that belongs to the value, or remove the text after the closing quote.")
    package static let csvNul = Code(
        "csv.nul", .data, owner: .registrar,
        cause: "The record contains a zero byte, which no text has: it is damaged, or the file is not what it seems.",
        remedy: "Export again. If it comes back, the field is damaged in the source system.")
    package static let csvRecordLong = Code(
        "csv.record.long", .data, owner: .registrar,
        cause: "A record is longer, or has more cells, than any real one. Mostly a quote was opened and never closed.",
        remedy: "Look at the line where the record starts for a single quote character.")
    package static let csvRowRagged = Code(
        "csv.row.ragged", .data, owner: .registrar,
        cause: "The row does not have as many cells as there are columns (RFC 4180, clause 2.4).",
        remedy: "Look for an unquoted delimiter inside a value (too many cells) or a line break in one (too few).")
    package static let csvHeaderDoubled = Code(
        "csv.header.doubled", .data, owner: .registrar,
        cause: "Two columns have the same name, so it is not certain which one is meant.",
        remedy:
            "Give each column a name of its own in the export. Columns that the profile does not use may share a name.")
    package static let csvHeaderUnreadable = Code(
        "csv.header.unreadable", .data, owner: .registrar,
        cause: "The record with the column names is damaged, so no column can be told from another.",
        remedy: "Open the file in a text editor and put the first line right, or export again.")
    package static let csvColumnMissing = Code(
        "csv.column.missing", .data, owner: .registrar,
        cause: "The file has no column with a name that the profile uses.",
        remedy:
            "Ask for the column in the export, or correct its name in the profile. Capitals and blanks count. A value that "
            + "is the same for everybody is written {constant: ACTIVE}.")
    package static let csvDelimiter = Code(
        "csv.delimiter", .data, owner: .library,
        cause: "With the delimiter the profile states, the whole first line is one cell.",
        remedy: "State the right one with 'delimiter' in the profile.")
    package static let csvUnwritable = Code(
        "csv.unwritable", .data, owner: .library,
        cause: "A cell cannot be written in the wanted dialect: its encoding has no such character, or quoting is off.",
        remedy: "Write UTF-8, or change the dialect of the output.")

    /// The codes of tables as text.
    package static let csv: [Code] = [
        csvEmpty, csvNotCSV, csvEncoding, csvEncodingWide, csvEncodingUTF8, csvQuoteUnclosed, csvQuoteStray,
        csvQuoteTrailing, csvNul,
        csvRecordLong, csvRowRagged, csvHeaderDoubled, csvHeaderUnreadable, csvColumnMissing, csvDelimiter,
        csvUnwritable,
    ]
}
